package dev.parallax.benchmarks.sidebyside;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Options of the command line.
 *
 * @param rounds of each measurement, 1 to 100
 * @param runTime that the long run of a slope should take
 * @param limit after which no further round begins
 * @param write document to update between its markers; empty for none
 * @param only group, or part of the titles, to measure; empty for the default run
 */
record Options(int rounds, Duration runTime, Duration limit, String write, String only) {
  static final String USAGE =
      """
      usage: benchmarks/side-by-side/run [--quick] [--rounds N] [--only TEXT] [--write FILE]
        --quick       3 rounds of shorter runs, at most 90 seconds (a group: 280)
        --rounds N    rounds of each measurement, 1 to 100 (7; a group: 3)
        --only TEXT   only this group, or measurements whose title has this text; groups, which
                      the run without --only leaves out: convert-pairs (or one source format of
                      it, such as convert-pairs-i420), scale, compositor, audioresample,
                      audioconvert, udp, tcp, ipc, images
        --write FILE  also put the result between the markers of this document: those of the
                      group, or of the run without --only
      """;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException for an unknown option or a value outside its range
   */
  static Options parse(List<String> arguments) {
    boolean quick = arguments.contains("--quick");
    int rounds = 0;
    String write = "";
    String only = "";
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> {}
        case "--rounds" -> rounds = rounds(value(arguments, ++i));
        case "--write" -> write = value(arguments, ++i);
        case "--only" -> only = value(arguments, ++i);
        default -> throw new IllegalArgumentException("unknown option=" + arguments.get(i));
      }
    }
    boolean group = Measurement.isGroup(only);
    if (!write.isEmpty() && !only.isEmpty() && !group) {
      throw new IllegalArgumentException("a part of a table is not written only=" + only);
    }
    return new Options(
        rounds > 0 ? rounds : quick || group ? 3 : 7,
        Duration.ofMillis(quick ? 1500 : 3000),
        Duration.ofSeconds(group ? quick ? 200 : 3600 : quick ? 70 : 320),
        write,
        only);
  }

  /** The document to write; only to be called when {@link #write} is not empty. */
  Path document() {
    return Path.of(write);
  }

  private static String value(List<String> arguments, int index) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException("option needs a value option=" + arguments.get(index - 1));
    }
    return arguments.get(index);
  }

  private static int rounds(String text) {
    try {
      int rounds = Integer.parseInt(text);
      if (rounds >= 1 && rounds <= 100) {
        return rounds;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("rounds is not a number rounds=" + text, e);
    }
    throw new IllegalArgumentException("rounds must be 1 to 100 rounds=" + text);
  }
}
