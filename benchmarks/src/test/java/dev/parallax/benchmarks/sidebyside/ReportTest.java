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
    String document = "before\n" + Report.begin("") + "\nold\n" + Report.end("") + "\nafter\n";

    assertThat(Report.replaceBetweenMarkers(document, "", "new\n"))
        .isEqualTo("before\n" + Report.begin("") + "\nnew\n" + Report.end("") + "\nafter\n");
  }

  @Test
  void shouldReplaceOnlyItsOwnGroupWhenADocumentHasSeveral() {
    String document =
        Report.begin("")
            + "\na\n"
            + Report.end("")
            + Report.begin("scale")
            + "\nb\n"
            + Report.end("scale");

    assertThat(Report.replaceBetweenMarkers(document, "scale", "new\n"))
        .contains("\na\n", "\nnew\n")
        .doesNotContain("\nb\n");
  }

  @Test
  void shouldSayAMeaningOnceWhenAllRowsShareIt() {
    Comparison row = ComparisonTest.comparison(Unit.NANOS, new Goal.Part(25), 10, 1_000);

    assertThat(Report.markdown(List.of(), List.of(row, row), "run"))
        .containsOnlyOnce("meaning.")
        .contains("- all rows (1 rounds): meaning.\n");
  }

  @Test
  void shouldRefuseWhenMarkersAreMissingOrDoubled() {
    String pair = Report.begin("") + Report.end("");
    for (String document :
        List.of("", Report.begin(""), Report.end("") + Report.begin(""), pair + pair)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Report.replaceBetweenMarkers(document, "", "new"))
          .withMessageContaining("markers");
    }
  }
}
