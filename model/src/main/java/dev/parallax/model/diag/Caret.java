package dev.parallax.model.diag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints a source text in quotes with marks below:
 *
 * <pre>
 *   "camera ! rgbfilter ! h264enc name=enc"
 *                         ^^^^^^^
 * </pre>
 *
 * Of a text with several lines only the marked lines are printed, of a long line the part around
 * its first mark. It is {@linkplain ForeignText#masked masked}, so that what is marked stays above
 * the mark.
 */
public final class Caret {
  /** Longest part of a line that is printed, in chars. */
  public static final int WINDOW = 100;

  private static final int MAX_LINES = 5;
  private static final int LEAD = 30;
  private static final String INDENT = "  ";
  private static final String CUT = "...";

  private Caret() {}

  /**
   * A place to mark.
   *
   * @param start offset of the first char, 0 to the length of the text
   * @param end offset after the last char; a place without chars is marked once
   * @param sign what to mark with: {@code ^} for the place itself, {@code ~} for related ones
   */
  public record Mark(int start, int end, char sign) {
    /** A {@code ^} mark. */
    public static Mark at(int start, int end) {
      return new Mark(start, end, '^');
    }

    /** A {@code ~} mark. */
    public static Mark related(int start, int end) {
      return new Mark(start, end, '~');
    }
  }

  /** Prints the text with one place marked by {@code ^}. Lines end by {@code \n}, the last too. */
  public static String render(String source, int start, int end) {
    return render(source, List.of(Mark.at(start, end)));
  }

  /**
   * Prints the text with its marks; at most 5 lines. A mark over several lines is shown on its
   * first. Of two marks at one place the earlier one in the list is seen. Offsets outside the text
   * are moved into it.
   */
  public static String render(String source, List<Mark> marks) {
    StringBuilder out = new StringBuilder();
    int lineStart = 0;
    int lines = 0;
    while (lineStart <= source.length() && lines < MAX_LINES) {
      int newline = source.indexOf('\n', lineStart);
      int lineEnd = newline < 0 ? source.length() : newline;
      List<Mark> here = within(source, marks, lineStart, lineEnd);
      if (!here.isEmpty()) {
        line(out, source, lineStart, lineEnd, here);
        lines++;
      }
      lineStart = lineEnd + 1;
    }
    return out.toString();
  }

  /** The marks that begin in the line, cut to it. */
  private static List<Mark> within(String source, List<Mark> marks, int lineStart, int lineEnd) {
    List<Mark> here = new ArrayList<>();
    for (Mark mark : marks) {
      int start = Math.clamp(mark.start, 0, source.length());
      if (start >= lineStart && start <= lineEnd) {
        here.add(new Mark(start, Math.clamp(mark.end, start, lineEnd), mark.sign));
      }
    }
    return here;
  }

  private static void line(
      StringBuilder out, String source, int lineStart, int lineEnd, List<Mark> marks) {
    int from = lineStart;
    int to = lineEnd;
    if (to - from > WINDOW) {
      int first = marks.stream().mapToInt(Mark::start).min().orElse(lineStart);
      from = Math.clamp(first - LEAD, lineStart, lineEnd - WINDOW);
      to = from + WINDOW;
    }
    String head = from > lineStart ? CUT : from == 0 ? "\"" : " ";
    String tail = to < lineEnd ? CUT : to == source.length() ? "\"" : "";
    out.append(INDENT).append(head);
    out.append(ForeignText.masked(source.substring(from, to)));
    out.append(tail).append('\n');
    char[] below = new char[to - from + 1];
    Arrays.fill(below, ' ');
    for (Mark mark : marks.reversed()) {
      for (int i = mark.start; i < Math.max(mark.end, mark.start + 1); i++) {
        if (i >= from && i <= to) {
          below[i - from] = mark.sign;
        }
      }
    }
    String signs = INDENT + " ".repeat(head.length()) + new String(below);
    out.append(signs.stripTrailing()).append('\n');
  }
}
