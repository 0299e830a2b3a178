package dev.parallax.processor;

/**
 * A long text as one constant, with a line of the source for each of its lines. It is one token: a
 * sum of literals costs the compiler a node for each, which it visits in every round.
 */
final class TextBlock {
  private static final String QUOTES = "\"\"\"";

  private TextBlock() {}

  /**
   * The expression.
   *
   * @param text lines, the first of which begins with a letter; a last one without an end gets one
   */
  static String of(String text) {
    if (text.isEmpty()) {
      return "\"\"";
    }
    StringBuilder code = new StringBuilder(text.length() + text.length() / 8);
    code.append(QUOTES).append('\n');
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      for (int i = at; i < end; i++) {
        append(code, text.charAt(i), i == end - 1);
      }
      // The compiler takes white space at an end of a line for indentation.
      code.append(isSpace(text, end - 1) || isSpace(text, end + 1) ? "\\n" : "\n");
      at = end + 1;
    }
    return code.append(QUOTES).toString();
  }

  private static boolean isSpace(String text, int at) {
    return at >= 0
        && at < text.length()
        && text.charAt(at) > 0x7f
        && Character.isWhitespace(text.charAt(at));
  }

  private static void append(StringBuilder code, char c, boolean last) {
    switch (c) {
      case '"' -> code.append("\\\"");
      case '\\' -> code.append("\\\\");
      case ' ' -> code.append(last ? "\\s" : " ");
      default -> {
        if (c < 0x20 || c == 0x7f) {
          code.append(String.format("\\%03o", (int) c));
        } else if (c < 0x7f) {
          code.append(c);
        } else {
          code.append(String.format("\\u%04x", (int) c));
        }
      }
    }
  }
}
