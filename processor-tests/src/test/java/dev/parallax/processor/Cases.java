package dev.parallax.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A file of cases, each a title, an input and the messages that it must give:
 *
 * <pre>
 * == title
 * input, one or more lines
 * --
 * messages
 * </pre>
 */
final class Cases {
  private Cases() {}

  /**
   * A case.
   *
   * @param title what is wrong
   * @param input what is compiled
   * @param expected messages, without line breaks at the end
   */
  record Case(String title, String input, String expected) {}

  static List<Case> read(Path file) throws IOException {
    List<Case> found = new ArrayList<>();
    for (String block : Files.readString(file).split("(?m)^== ")) {
      if (!block.isBlank()) {
        String[] parts = block.split("\n--\n", 2);
        int line = parts[0].indexOf('\n');
        found.add(
            new Case(
                parts[0].substring(0, line),
                parts[0].substring(line + 1),
                parts[1].stripTrailing()));
      }
    }
    return found;
  }

  /** With {@code -Dgolden.update=true} writes what was said as expected messages; reads again. */
  static List<Case> update(Path file, List<Case> cases, IntFunction<String> said)
      throws IOException {
    if (!Boolean.getBoolean("golden.update")) {
      return cases;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cases.size(); i++) {
      text.append(i == 0 ? "" : "\n")
          .append("== %s\n%s\n--\n".formatted(cases.get(i).title(), cases.get(i).input()))
          .append(said.apply(i).stripTrailing())
          .append('\n');
    }
    Files.writeString(file, text.toString());
    return read(file);
  }
}
