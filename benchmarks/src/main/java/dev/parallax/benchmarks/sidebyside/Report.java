package dev.parallax.benchmarks.sidebyside;

import java.util.List;

/** The result as Markdown, and its place in a document. */
final class Report {
  static final String BEGIN = "<!-- side-by-side: begin -->";
  static final String END = "<!-- side-by-side: end -->";

  private Report() {}

  static String markdown(List<String> facts, List<Comparison> rows, String command) {
    StringBuilder text = new StringBuilder();
    text.append("Measured by `").append(command).append("`:\n\n");
    facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
    text.append("\n| Measurement | Parallax | GStreamer | Ratio | Goal | Reached |\n");
    text.append("|---|---|---|---|---|---|\n");
    rows.forEach(row -> text.append(row.row()).append('\n'));
    text.append("\nMedian of the rounds (smallest to largest round). ");
    text.append("Ratio: Parallax's median / GStreamer's median. What the numbers mean:\n\n");
    for (Comparison row : rows) {
      text.append(
          "- %s (%d rounds): %s.\n"
              .formatted(
                  row.measurement().title(), row.parallax().count(), row.measurement().meaning()));
    }
    return text.toString();
  }

  /**
   * The document with everything between the markers replaced.
   *
   * @throws IllegalArgumentException when the document has not exactly one pair of markers
   */
  static String replaceBetweenMarkers(String document, String report) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    boolean once = begin == document.lastIndexOf(BEGIN) && end == document.lastIndexOf(END);
    if (begin < 0 || end < begin || !once) {
      throw new IllegalArgumentException(
          "document needs one pair of markers begin=" + BEGIN + " end=" + END);
    }
    return document.substring(0, begin + BEGIN.length()) + "\n" + report + document.substring(end);
  }
}
