package dev.parallax.model.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissesTest {
  private static final List<String> ELEMENTS =
      List.of(
          "filesrc",
          "filesink",
          "fakesrc",
          "fakesink",
          "fdsrc",
          "queue",
          "videoconvert",
          "videoscale",
          "tee");

  @ParameterizedTest
  @CsvSource({"a,a,0", "ca,ac,1", "kitten,sitting,3", "abc,'',3", "queue,qeueu,2", "ca,abc,3"})
  void shouldCountEdits(String a, String b, int distance) {
    assertThat(NearMisses.distance(a, b)).isEqualTo(distance);
    assertThat(NearMisses.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void shouldOfferNearestFirstAndAtMostThree() {
    assertThat(NearMisses.of("filesrk", ELEMENTS))
        .startsWith("filesrc")
        .hasSizeLessThanOrEqualTo(3);
    assertThat(NearMisses.of("FILE_SRC", ELEMENTS)).startsWith("filesrc");
    assertThat(NearMisses.of("quue", ELEMENTS)).containsExactly("queue");
    assertThat(NearMisses.of("video", ELEMENTS)).containsExactly("videoscale", "videoconvert");
    assertThat(NearMisses.of("block_size", List.of("block-size"))).containsExactly("block-size");
  }

  @Test
  void shouldOfferNothingWhenNothingIsNear() {
    assertThat(NearMisses.of("xyz", ELEMENTS)).isEmpty();
    assertThat(NearMisses.of("", ELEMENTS)).isEmpty();
    assertThat(NearMisses.of("q", List.of("t"))).isEmpty();
    assertThat(NearMisses.of("q".repeat(100_000), ELEMENTS)).isEmpty();
    assertThat(NearMisses.hint("xyz", ELEMENTS)).isEmpty();
  }

  @Test
  void shouldAskInOneSentence() {
    assertThat(NearMisses.hint("quue", ELEMENTS)).isEqualTo("did you mean queue?");
    assertThat(NearMisses.hint("video", ELEMENTS))
        .isEqualTo("did you mean videoscale or videoconvert?");
    assertThat(NearMisses.hint("abcx", List.of("abca", "abcb", "abcc", "abcd")))
        .isEqualTo("did you mean abca, abcb or abcc?");
  }
}
