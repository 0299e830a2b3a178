package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineWordsTest {
  @Test
  void shouldKeepTheStringWhenThereIsOneWord() {
    assertThat(PipelineWords.join(List.of("a location=\"x y\" ! b")))
        .isEqualTo("a location=\"x y\" ! b");
  }

  @Test
  void shouldQuoteValuesWhenTheShellTookTheQuotesAway() {
    String value = "my \"best\" file\\1.wav";
    String joined = PipelineWords.join(List.of("filesrc", "location=" + value, "!", "fakesink"));

    PipelineText text = PipelineParser.parse(joined);

    assertThat(text.elements()).hasSize(2);
    assertThat(text.elements().getFirst().properties().getFirst().value()).isEqualTo(value);
  }

  @Test
  void shouldLeaveCapsAndBranchesWhenTheyHaveBlanks() {
    assertThat(
            PipelineWords.join(
                List.of(
                    "a", "!", "video/x-raw, format=I420, width=8", "!", "t. ! queue", "x='a b'")))
        .isEqualTo("a ! video/x-raw, format=I420, width=8 ! t. ! queue x='a b'");
  }
}
