package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The harness's command line. Exit codes: 0 measured (whether or not goals were reached), 1 a
 * pipeline failed or gave a wrong answer, 2 wrong use.
 */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Measures and prints the result on standard output, progress on standard error.
   *
   * @param arguments see {@link Options#USAGE}
   */
  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    if (given.contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(given);
    } catch (IllegalArgumentException e) {
      System.err.println("side-by-side: " + e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    try {
      checkDocument(options);
      measure(options, given);
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      System.err.println("side-by-side: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Before anything is measured: whether the result has a place in the document.
   *
   * @throws IllegalArgumentException when it has not exactly one pair of the group's markers
   */
  static void checkDocument(Options options) throws IOException {
    if (!options.write().isEmpty()) {
      Report.replaceBetweenMarkers(Files.readString(options.document()), options.only(), "");
    }
  }

  private static void measure(Options options, List<String> given) throws IOException {
    Side parallax = Side.parallax();
    Side gstreamer = Side.gstreamer();
    List<Measurement> chosen = Measurement.chosen(options.only());
    if (chosen.isEmpty()) {
      throw new IllegalStateException(
          "no group has this name and no measurement this in its title only=" + options.only());
    }
    List<String> facts = new ArrayList<>(MachineFacts.collect());
    facts.addAll(Answers.check(parallax, gstreamer, chosen));

    List<Comparison> rows =
        new Rounds(parallax, gstreamer, line -> System.err.println("side-by-side: " + line))
            .run(chosen, options);

    String report = Report.markdown(facts, rows, command(given));
    System.out.print(report);
    if (!options.write().isEmpty()) {
      Path document = options.document();
      Files.writeString(
          document,
          Report.replaceBetweenMarkers(Files.readString(document), options.only(), report));
    }
  }

  private static String command(List<String> given) {
    return ("benchmarks/side-by-side/run " + String.join(" ", given)).strip();
  }
}
