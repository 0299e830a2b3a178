package dev.parallax.processor;

/** Text of authors inside generated Javadoc. */
final class Docs {
  private Docs() {}

  /** The text with everything escaped that has a meaning in a comment. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '@' -> escaped.append("&#64;");
        case '*' -> escaped.append("&#42;");
        case '\\' -> escaped.append("&#92;");
        case '{' -> escaped.append("&#123;");
        case '}' -> escaped.append("&#125;");
        default -> escaped.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return escaped.toString().strip();
  }

  /** The text, or a substitute when it is empty. */
  static String orElse(String text, String substitute) {
    String escaped = escape(text);
    return escaped.isEmpty() ? escape(substitute) : escaped;
  }
}
