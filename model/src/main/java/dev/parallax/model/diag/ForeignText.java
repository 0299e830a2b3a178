package dev.parallax.model.diag;

/**
 * Text that a stranger wrote (a process, a file, a jar), made fit for people: a terminal does not
 * obey it, it is not shown backwards, and no line of it looks like one of ours. It is judged by
 * code points; what is not harmless is shown by its number, {@code &#92;u001b}.
 */
public final class ForeignText {
  /** How a line begins that continues a stranger's text. */
  public static final String MARK = "  | ";

  private ForeignText() {}

  /**
   * Neither a control character (but a tab) nor a format character, which may reorder or hide text;
   * no separator of lines, no half of a pair, nothing private or unassigned.
   */
  public static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint == '\t';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** One code point as it is, or its number. */
  public static String shown(int codePoint) {
    if (isHarmless(codePoint)) {
      return Character.toString(codePoint);
    }
    return String.format(codePoint <= Character.MAX_VALUE ? "\\u%04x" : "\\u{%x}", codePoint);
  }

  /** As one line: ends of lines are shown by their number too. */
  public static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(shown(c)));
    return out.toString();
  }

  /** As several lines, each but the first behind {@link #MARK}. */
  public static String lines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(c == '\n' ? "\n" + MARK : shown(c)));
    return out.toString();
  }
}
