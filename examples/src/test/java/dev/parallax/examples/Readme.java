package dev.parallax.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the page of an example says. */
public final class Readme {
  private Readme() {}

  /** Lines that the example prints: the page's block marked {@code text}. */
  public static List<String> output(String example) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(example, "README.md"));
    int start = lines.indexOf("```text");
    int end = start + 1 + lines.subList(start + 1, lines.size()).indexOf("```");
    if (start < 0 || end <= start) {
      throw new IllegalStateException("page has no block of output page=" + example + "/README.md");
    }
    return lines.subList(start + 1, end);
  }
}
