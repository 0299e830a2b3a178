package dev.parallax.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds pipelines in files. A file {@code *.pipeline} is one pipeline, comments and line breaks
 * included. In every other file (scripts, Markdown, make files) they are the operands of {@code
 * parallax launch}, {@code explain} and {@code graph}; a command with {@code parallax check: skip}
 * on its line or on that before is left out.
 */
final class PipelinesInFiles {
  /** Largest file, in bytes. */
  static final int MAX_BYTES = 8 << 20;

  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\w-])parallax[ \\t]+(launch|explain|graph)[ \\t]");
  private static final String SKIP = "parallax check: skip";

  private PipelinesInFiles() {}

  /**
   * A pipeline in a file.
   *
   * @param line line where it begins, from 1
   * @param text the string
   * @param converters whether the command allows converters
   * @param variables whether variables of the shell were taken for placeholders
   * @param unreadable why it can't be checked, or empty
   */
  record Found(int line, String text, boolean converters, boolean variables, String unreadable) {}

  static List<Found> in(Path file) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("file is larger than " + MAX_BYTES + " bytes");
      }
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    return file.toString().endsWith(".pipeline")
        ? List.of(new Found(1, text, false, false, ""))
        : inCommands(text);
  }

  static List<Found> inCommands(String text) {
    List<Found> found = new ArrayList<>();
    Matcher matcher = COMMAND.matcher(text);
    int line = 1;
    int counted = 0;
    int at = 0;
    while (matcher.find(at)) {
      int start = matcher.start();
      line += (int) text.substring(counted, start).chars().filter(c -> c == '\n').count();
      counted = start;
      ShellWords.Read read = ShellWords.read(text, matcher.end());
      at = Math.max(matcher.end(), read.end());
      if (isSkipped(text, start) || read.words().stream().noneMatch(w -> w.contains("!"))) {
        continue;
      }
      found.add(command(line, matcher.group(1), read));
    }
    return found;
  }

  private static Found command(int line, String word, ShellWords.Read read) {
    Command command = Command.of(word);
    try {
      Arguments given = Arguments.parse(command == null ? Command.LAUNCH : command, read.words());
      return new Found(
          line,
          PipelineWords.join(given.operands()),
          given.has("--convert"),
          read.variables(),
          read.readable() ? "" : "it depends on the shell");
    } catch (UsageException e) {
      return new Found(line, "", false, false, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isSkipped(String text, int at) {
    int lineStart = text.lastIndexOf('\n', at) + 1;
    int before = lineStart == 0 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
    int end = text.indexOf('\n', at);
    return text.substring(before, end < 0 ? text.length() : end).contains(SKIP);
  }
}
