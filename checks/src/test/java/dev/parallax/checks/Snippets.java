package dev.parallax.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code in documents that is a copy of code that is compiled.
 *
 * <p>In the document, a comment names file and region, and a fenced block follows:
 *
 * <pre>
 * &lt;!-- snippet: examples/01-hello/src/main/java/Hello.java#main -->
 * ```java
 * ...
 * ```
 * </pre>
 *
 * In the file, the region lies between a line comment {@code snippet: main} and the next {@code end
 * snippet}, or is the whole file when the comment names none. Common indentation is removed.
 */
final class Snippets {
  private static final Pattern SNIPPET =
      Pattern.compile(
          "(?<head><!-- snippet: (?<path>[^#\\s]+)(?:#(?<region>[\\w.-]+))?"
              + " -->\\n+```[^\\n]*\\n)(?<body>.*?)(?<end>^```[ ]*$)",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final String END = "end snippet";

  private Snippets() {}

  /**
   * The document with every snippet as its file has it.
   *
   * @throws IllegalArgumentException when a file or region does not exist
   */
  static String refreshed(String document) {
    return SNIPPET
        .matcher(document)
        .replaceAll(match -> {
          String named = match.group("region");
          String body = region(match.group("path"), named == null ? "" : named);
          return Matcher.quoteReplacement(match.group("head") + body + match.group("end"));
        });
  }

  private static String region(String path, String region) {
    Path file = Path.of(path).normalize();
    if (file.isAbsolute() || file.startsWith("..") || !Repository.exists(file)) {
      throw new IllegalArgumentException("snippet's file is not in the repository file=" + path);
    }
    List<String> lines = Repository.read(file).lines().toList();
    return dedented(region.isEmpty() ? lines : between(lines, region, path));
  }

  static List<String> between(List<String> lines, String region, String path) {
    Pattern start = Pattern.compile("\\s*(//|#)\\s*snippet: " + Pattern.quote(region) + "\\s*");
    for (int i = 0; i < lines.size(); i++) {
      if (!start.matcher(lines.get(i)).matches()) {
        continue;
      }
      for (int j = i + 1; j < lines.size(); j++) {
        if (lines.get(j).strip().endsWith(END)) {
          return lines.subList(i + 1, j);
        }
      }
      throw new IllegalArgumentException("snippet has no end file=" + path + " region=" + region);
    }
    throw new IllegalArgumentException(
        "file has no such region file=" + path + " region=" + region);
  }

  static String dedented(List<String> lines) {
    return String.join("\n", lines).stripIndent() + "\n";
  }
}
