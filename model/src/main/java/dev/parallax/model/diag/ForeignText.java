package dev.parallax.model.diag;

import java.util.function.IntFunction;

/**
 * Text that a stranger wrote (a process, a file, a jar), made fit for people: a terminal does not
 * obey it, it is not shown backwards, and no line of it looks like one of ours. It is judged by
 * code points; what is not harmless is shown by its number, {@code &#92;u001b}. There is no other
 * place for this: {@link Diagnostic} makes its text so, whoever makes one.
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
    return replaced(text, ForeignText::shown);
  }

  /** As one line, of no more than the first {@code most} chars, with three dots when it is cut. */
  public static String line(String text, int most) {
    return line(cut(text, most));
  }

  /** As several lines, each but the first behind {@link #MARK}. */
  public static String lines(String text) {
    return replaced(text, c -> c == '\n' ? "\n" + MARK : shown(c));
  }

  /** As several lines, of no more than the first {@code most} chars. */
  public static String lines(String text, int most) {
    return lines(cut(text, most));
  }

  /**
   * A text of ours that may have a stranger's in it: ends of lines stay what they are. The whole
   * text as it is, if nothing in it does harm.
   */
  public static String harmless(String text) {
    return replaced(text, c -> c == '\n' ? "\n" : shown(c));
  }

  /** With as many chars: each that is not harmless is a question mark, a tab is a space. */
  public static String masked(String text) {
    return replaced(
        text, c -> c == '\t' ? " " : isHarmless(c) ? shown(c) : "?".repeat(Character.charCount(c)));
  }

  private static String replaced(String text, IntFunction<String> each) {
    if (text.chars().allMatch(ForeignText::isPlain)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(each.apply(c)));
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c <= '~';
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean inPair = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, inPair ? most - 1 : most) + "...";
  }
}
