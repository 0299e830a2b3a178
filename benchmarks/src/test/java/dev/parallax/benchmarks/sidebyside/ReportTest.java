package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void shouldCarryCommandFactsAndMeaningWhenWritten() {
    Comparison row = ComparisonTest.comparison(Unit.NANOS, new Goal.Part(25), 10, 1_000);

    String report = Report.markdown(List.of("kernel: Linux 6"), List.of(row), "run --quick");

    assertThat(report)
        .startsWith("Measured by `run --quick`:\n")
        .contains("- kernel: Linux 6\n", row.row(), "- title (1 rounds): meaning.\n");
  }

  @Test
  void shouldKeepTheRestWhenItReplacesBetweenMarkers() {
    String document = "before\n" + Report.BEGIN + "\nold\n" + Report.END + "\nafter\n";

    assertThat(Report.replaceBetweenMarkers(document, "new\n"))
        .isEqualTo("before\n" + Report.BEGIN + "\nnew\n" + Report.END + "\nafter\n");
  }

  @Test
  void shouldRefuseWhenMarkersAreMissingOrDoubled() {
    String pair = Report.BEGIN + Report.END;
    for (String document : List.of("", Report.BEGIN, Report.END + Report.BEGIN, pair + pair)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Report.replaceBetweenMarkers(document, "new"))
          .withMessageContaining("markers");
    }
  }
}
