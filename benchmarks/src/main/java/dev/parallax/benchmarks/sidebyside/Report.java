package dev.parallax.benchmarks.sidebyside;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The result as Markdown, and its place in a document. */
final class Report {
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
    Set<String> meanings = new LinkedHashSet<>();
    rows.forEach(row -> meanings.add(row.measurement().meaning()));
    for (String meaning : meanings) {
      List<Comparison> alike =
          rows.stream().filter(row -> row.measurement().meaning().equals(meaning)).toList();
      text.append(
          "- %s (%d rounds): %s.\n"
              .formatted(what(alike, rows.size()), alike.getFirst().parallax().count(), meaning));
    }
    return text.toString();
  }

  private static String what(List<Comparison> alike, int all) {
    return alike.size() > 1 && alike.size() == all
        ? "all rows"
        : alike.stream().map(row -> row.measurement().title()).collect(Collectors.joining("; "));
  }

  /** Where a group's table begins in a document; the empty name is that of the default run. */
  static String begin(String group) {
    return "<!-- side-by-side" + (group.isEmpty() ? "" : " " + group) + ": begin -->";
  }

  /** Where it ends. */
  static String end(String group) {
    return "<!-- side-by-side" + (group.isEmpty() ? "" : " " + group) + ": end -->";
  }

  /**
   * The document with everything between a group's markers replaced.
   *
   * @throws IllegalArgumentException when the document has not exactly one pair of markers
   */
  static String replaceBetweenMarkers(String document, String group, String report) {
    String first = begin(group);
    String last = end(group);
    int begin = document.indexOf(first);
    int end = document.indexOf(last);
    boolean once = begin == document.lastIndexOf(first) && end == document.lastIndexOf(last);
    if (begin < 0 || end < begin || !once) {
      throw new IllegalArgumentException(
          "document needs one pair of markers begin="
              + first
              + " end="
              + last
              + "\n  fix: add them where the table shall stand, or leave out --write");
    }
    return document.substring(0, begin + first.length()) + "\n" + report + document.substring(end);
  }
}
