package dev.parallax.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of one shell command, as far as a pipeline needs it: quotes, escapes, continued lines;
 * it ends at a line break, {@code ; | & < > ( ) `} or a comment. Variables become placeholders
 * <code>${name}</code>. Linear in the length of the command.
 */
final class ShellWords {
  /** Longest command, in characters. */
  private static final int MAX = 64 * 1024;

  private final String text;
  private final int limit;
  private int at;
  private boolean variables;
  private boolean unreadable;

  private ShellWords(String text, int start) {
    this.text = text;
    at = start;
    limit = Math.min(text.length(), start + MAX);
  }

  /**
   * What was read.
   *
   * @param words words without their quotes
   * @param end offset behind the command
   * @param variables whether there are placeholders that were variables of the shell
   * @param readable false when a quote has no end, or a word depends on another command
   */
  record Read(List<String> words, int end, boolean variables, boolean readable) {}

  /** Reads the words from an offset on. */
  static Read read(String text, int start) {
    ShellWords reader = new ShellWords(text, start);
    List<String> words = new ArrayList<>();
    while (reader.skipBlanks()) {
      words.add(reader.word());
    }
    return new Read(words, reader.at, reader.variables, !reader.unreadable);
  }

  /** Whether another word begins. */
  private boolean skipBlanks() {
    while (at < limit && (" \t".indexOf(text.charAt(at)) >= 0 || isContinuation())) {
      at += isContinuation() ? 2 : 1;
    }
    return at < limit && !endsCommand(text.charAt(at)) && text.charAt(at) != '#';
  }

  private boolean isContinuation() {
    return text.startsWith("\\\n", at);
  }

  private static boolean endsCommand(char c) {
    return "\r\n;|&<>()`".indexOf(c) >= 0;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < limit && " \t".indexOf(text.charAt(at)) < 0 && !endsCommand(text.charAt(at))) {
      char c = text.charAt(at);
      if (isContinuation()) {
        at += 2;
      } else if (c == '\'') {
        single(word);
      } else if (c == '"') {
        doubled(word);
      } else if (c == '$') {
        variable(word);
      } else {
        at += c == '\\' && at + 1 < limit ? 1 : 0;
        word.append(text.charAt(at++));
      }
    }
    return word.toString();
  }

  private void single(StringBuilder word) {
    int end = text.indexOf('\'', at + 1);
    if (end < 0 || end >= limit) {
      unreadable = true;
      at = limit;
      return;
    }
    word.append(text, at + 1, end);
    at = end + 1;
  }

  private void doubled(StringBuilder word) {
    at++;
    while (at < limit && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (isContinuation()) {
        at += 2;
      } else if (c == '`') {
        unreadable = true;
        at++;
      } else if (c == '$') {
        variable(word);
      } else {
        at += c == '\\' && at + 1 < limit && "\\\"$`".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
        word.append(text.charAt(at++));
      }
    }
    unreadable |= at >= limit;
    at = Math.min(limit, at + 1);
  }

  /** {@code $name} or <code>${name}</code>; anything else depends on the shell. */
  private void variable(StringBuilder word) {
    boolean braces = at + 1 < limit && text.charAt(at + 1) == '{';
    int start = at + (braces ? 2 : 1);
    int end = start;
    while (end < limit
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    boolean closed = !braces || end < limit && text.charAt(end) == '}';
    if (end == start || !closed) {
      unreadable = true;
      word.append('$');
      at++;
      return;
    }
    variables = true;
    word.append("${").append(text, start, end).append('}');
    at = end + (braces ? 1 : 0);
  }
}
