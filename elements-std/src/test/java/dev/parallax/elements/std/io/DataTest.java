package dev.parallax.elements.std.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.NamedMemory;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class DataTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "text, hä, `hä`, ``",
        "hex, 68 C3a4, `hä`, ``",
        "base64, aMOk, `hä`, ``",
        "uri, `data:,h%C3%a4`, `hä`, ``",
        "uri, `data:,hä`, `hä`, ``",
        "uri, `DATA:Text/Plain;charset=UTF-8,a,b`, `a,b`, text/plain",
        "uri, `data:audio/x-flac;base64,aM Ok`, `hä`, audio/x-flac",
        "uri, `data:;base64,aMO%6b`, `hä`, ``"
      })
  void shouldReadBytesWhenTheyAreWrittenAsText(
      String encoding, String text, String bytes, String media) {
    DataText read = DataText.read(text, DataEncoding.valueOf(encoding.toUpperCase()));
    assertThat(new String(read.bytes(), UTF_8)).isEqualTo(bytes);
    assertThat(read.mediaType()).isEqualTo(media);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "hex, 123, not hex",
        "hex, zz, not hex",
        "base64, a, not base 64",
        "uri, `http://x,`, no URI",
        "uri, data:text/plain, no URI",
        "uri, `data:,%`, `% without two hex digits offset=6`",
        "uri, `data:,ab%4`, offset=8",
        "uri, `data:,%zz`, offset=6",
        "uri, `data:;base64,!`, not base 64"
      })
  void shouldSayWhatIsWrongWhenTextIsNotOfItsEncoding(
      String encoding, String text, String message) {
    assertThatThrownBy(() -> DataText.read(text, DataEncoding.valueOf(encoding.toUpperCase())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static String sent(String source) {
    NamedMemory memory = new NamedMemory();
    try (Pipeline pipeline =
        Pipeline.parse(source + " ! ${m}", Map.of("m", StdElements.memorySink(memory)))) {
      pipeline.run();
    }
    return new String(memory.bytes(), UTF_8);
  }

  @Test
  void shouldSendTheBytesAsOftenAsAsked() {
    assertThat(sent("datasrc data=abcde blocksize=2 repeat=3")).isEqualTo("abcdeabcdeabcde");
    assertThat(sent("datasrc data=abcde repeat=0")).isEmpty();
    assertThat(sent("datasrc repeat=-1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:audio/x-raw,abc", "data:no-type,abc", "data:a b/c,abc"})
  void shouldRefuseATypeThatBytesCanNotHave(String uri) {
    String text = "datasrc encoding=uri data=\"" + uri + "\" ! fakesink";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertThatThrownBy(pipeline::run).hasMessageContaining("datasrc0");
    }
  }
}
