package dev.parallax.model.lang;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.lang.PipelineText.Span;

/** Reads the pieces of a pipeline string from left to right. Linear in its length; no recursion. */
final class PipelineScanner {
  /**
   * Unquoted, unescaped text and where each of its characters stands in the source.
   *
   * @param value text
   * @param at offset in the source by character of the text
   * @param span place of the whole, quotes included
   */
  record Text(String value, int[] at, Span span) {
    /** Offset in the source of the character at {@code index}, or of the end. */
    int offset(int index) {
      return index >= 0 && index < at.length ? at[index] : span.end();
    }
  }

  private final String source;
  private final PipelineErrors errors;
  private int pos;

  PipelineScanner(String source, PipelineErrors errors) {
    this.source = source;
    this.errors = errors;
  }

  int pos() {
    return pos;
  }

  void moveTo(int position) {
    pos = position;
  }

  boolean atEnd() {
    return pos >= source.length();
  }

  /** The character at {@code pos + ahead}, or NUL behind the end. */
  char peek(int ahead) {
    int i = pos + ahead;
    return i < source.length() ? source.charAt(i) : '\0';
  }

  boolean startsWith(String text) {
    return source.startsWith(text, pos);
  }

  String text(int start, int end) {
    return source.substring(start, end);
  }

  /** Skips white space and comments. */
  void skip() {
    while (pos < source.length()) {
      char c = source.charAt(pos);
      if (c == '#') {
        int end = source.indexOf('\n', pos);
        pos = end < 0 ? source.length() : end;
      } else if (Character.isWhitespace(c)) {
        pos++;
      } else {
        return;
      }
    }
  }

  /** Reads {@code [A-Za-z0-9_-]*}; empty when there is none. */
  String word() {
    int start = pos;
    while (pos < source.length() && isWordChar(source.charAt(pos))) {
      pos++;
    }
    return source.substring(start, pos);
  }

  /** Reads a property's name: words joined by {@code ::}. */
  String propertyName() {
    int start = pos;
    word();
    while (pos > start && startsWith("::") && isWordChar(peek(2))) {
      pos += 2;
      word();
    }
    return source.substring(start, pos);
  }

  /** Reads a placeholder <code>${name}</code> that starts here and gives its name. */
  String placeholder() {
    int start = pos;
    pos += 2;
    String name = word();
    if (name.isEmpty() || peek(0) != '}') {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          new Span(start, Math.min(pos + 1, source.length())),
          "a placeholder is not closed or has no name",
          "${name} with a name of letters, digits, - and _",
          "write ${name}");
    }
    pos++;
    return name;
  }

  /**
   * Reads a value: quoted, or up to the next white space. A backslash takes the next character
   * literally.
   */
  Text value() {
    char quote = peek(0);
    return quote == '"' || quote == '\'' ? quoted(quote) : unquoted();
  }

  private Text unquoted() {
    int start = pos;
    Collector out = new Collector();
    while (pos < source.length() && !Character.isWhitespace(source.charAt(pos))) {
      int at = pos;
      if (source.charAt(pos) == '\\' && pos + 1 < source.length()) {
        pos++;
      }
      out.add(source.charAt(pos++), at);
    }
    return out.text(new Span(start, pos));
  }

  private Text quoted(char quote) {
    int start = pos++;
    Collector out = new Collector();
    while (true) {
      if (pos >= source.length()) {
        throw errors.at(
            DiagnosticId.PIPE_QUOTE,
            new Span(start, start + 1),
            "the quote " + quote + " is never closed",
            "a closing " + quote,
            "add "
                + quote
                + " at the end of the text, or write \\"
                + quote
                + " for the character itself");
      }
      int at = pos;
      char c = source.charAt(pos++);
      if (c == quote) {
        break;
      }
      if (c == '\\' && pos < source.length()) {
        c = source.charAt(pos++);
      }
      out.add(c, at);
    }
    char next = peek(0);
    if (!atEnd() && next != '!' && !Character.isWhitespace(next)) {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          new Span(pos, pos + 1),
          "text follows the closing quote found='" + next + "'",
          "white space or !",
          "put the whole value into one pair of quotes");
    }
    return out.text(new Span(start, pos));
  }

  /**
   * Reads bare caps up to the next {@code !} outside quotes, or the end. Comments become spaces, so
   * that offsets stay.
   */
  Text bareCaps() {
    int start = pos;
    StringBuilder out = new StringBuilder();
    char quote = 0;
    while (pos < source.length()) {
      char c = source.charAt(pos);
      if (quote == 0 && c == '!') {
        break;
      }
      if (quote == 0 && c == '#' && Character.isWhitespace(source.charAt(pos - 1))) {
        int from = pos;
        skip();
        out.repeat(' ', pos - from);
        continue;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      if (c == '\\' && quote != 0 && pos + 1 < source.length()) {
        out.append(c);
        c = source.charAt(++pos);
      }
      out.append(c);
      pos++;
    }
    String text = out.toString().stripTrailing();
    int[] at = new int[text.length()];
    for (int i = 0; i < at.length; i++) {
      at[i] = start + i;
    }
    return new Text(text, at, new Span(start, start + text.length()));
  }

  static boolean isWordChar(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  /** Characters with their places. */
  private static final class Collector {
    private final StringBuilder text = new StringBuilder();
    private int[] at = new int[16];

    void add(char c, int offset) {
      if (text.length() == at.length) {
        at = java.util.Arrays.copyOf(at, at.length * 2);
      }
      at[text.length()] = offset;
      text.append(c);
    }

    Text text(Span span) {
      return new Text(text.toString(), java.util.Arrays.copyOf(at, text.length()), span);
    }
  }
}
