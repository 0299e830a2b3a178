package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.toys.Lines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that break a parser are found; errors that a parser tells are not taken for that. */
@Timeout(60)
class FuzzElementTest {
  private static final byte[] GOOD = {3, 'a', 'b', 'c', 1, 'd', 0, 5, 'e', 'f', 'g', 'h', 'i'};

  @AfterAll
  static void release() {
    Lines.release();
  }

  @Test
  void shouldEndOrSayWhatIsWrongWhenTheStreamIsDamaged() {
    // snippet: fuzz
    FuzzElement.of("lines").quick(1, 200, new byte[] {3, 'a', 'b', 'c', 1, 'd'});
    // end snippet
  }

  @ParameterizedTest
  @CsvSource({
    "trusts-length, element fails as by a defect",
    "lists, element fails as by a defect: java.lang.IllegalArgumentException: Illegal Capacity",
    "swells, element takes too much memory for one input",
    "swells-and-fails, element takes too much memory for one input"
  })
  void shouldFindWhatIsWrongWhenBytesShowIt(String fault, String message) {
    FuzzElement fuzz = FuzzElement.of("lines fault=" + fault);
    assertThatThrownBy(() -> fuzz.quick(1, 400, GOOD))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("element=lines round=")
        .hasMessageContaining("input=")
        .satisfies(e -> assertThat(e.getCause()).hasMessageContaining(message));
  }

  @Test
  void shouldFindAnElementThatDoesNotEnd() {
    try (ElementHarness lines = ElementHarness.of("lines fault=loops")) {
      lines.patience(200_000_000).format("text/x-lines,framed=false");
      assertThatThrownBy(() -> lines.push(new byte[] {0}))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("element is still at work after 200 ms: element=lines")
          .hasMessageContaining("Lines.read");
    }
  }

  @Test
  void shouldStopTakingWhenAnElementSendsWithoutAnEnd() {
    try (ElementHarness lines = ElementHarness.of("lines fault=floods")) {
      lines.output().limit(1000);
      lines.format("text/x-lines,framed=false").push(new byte[] {1, 'a'});
      assertThat(lines.output().bytes()).isEqualTo(1000);
    }
  }

  @Test
  void shouldTakeTheElementFromAPropertyWhenJazzerCalls() {
    System.setProperty("parallax.fuzz.element", "lines fault=trusts-length");
    try {
      FuzzTarget.fuzzerInitialize();
      FuzzTarget.fuzzerTestOneInput(new byte[] {1, 'a'});
      assertThatThrownBy(() -> FuzzTarget.fuzzerTestOneInput(new byte[] {-1}))
          .hasMessageContaining("element fails as by a defect");
    } finally {
      System.clearProperty("parallax.fuzz.element");
    }
    assertThatThrownBy(FuzzTarget::fuzzerInitialize)
        .hasMessageContaining("-Dparallax.fuzz.element=NAME");
  }

  @Test
  void shouldRefuseWhenAnElementTakesNoBytes() {
    assertThatThrownBy(() -> FuzzElement.of("gain"))
        .hasMessageContaining("element has not one input of bytes or packets element=gain");
  }
}
