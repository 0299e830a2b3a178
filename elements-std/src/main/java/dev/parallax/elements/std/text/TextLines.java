package dev.parallax.elements.std.text;

/** Text cut into lines. What was once large enough is used again, so nothing is allocated. */
final class TextLines {
  /** Characters beyond these are not shown. */
  static final int MOST_CHARACTERS = 4096;

  static final int MOST_LINES = 256;

  private final char[] text = new char[MOST_CHARACTERS];
  private final int[] first = new int[MOST_LINES];
  private final int[] end = new int[MOST_LINES];
  private final int[] width = new int[MOST_LINES];
  private int length;
  private int count;
  private int widest;

  /** Whether the text is what it was. */
  boolean same(CharSequence other) {
    int most = Math.min(other.length(), MOST_CHARACTERS);
    if (most != length) {
      return false;
    }
    for (int i = 0; i < most; i++) {
      if (text[i] != other.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  void take(CharSequence other) {
    length = Math.min(other.length(), MOST_CHARACTERS);
    for (int i = 0; i < length; i++) {
      text[i] = other.charAt(i);
    }
  }

  /** Cuts at line breaks, and where a line would be wider than {@code most} pixels. */
  void cut(Font font, TextWrapMode mode, int most) {
    count = 0;
    widest = 0;
    int at = 0;
    while (at < length && count < MOST_LINES) {
      int stop = lineEnd(font, mode, most, at);
      int shown = stop;
      while (shown > at && isBreak(text[shown - 1])) {
        shown--;
      }
      add(font, at, shown);
      at = stop;
    }
  }

  private void add(Font font, int from, int to) {
    int pixels = 0;
    for (int i = from; i < to; i++) {
      pixels += font.advance(text[i]);
    }
    first[count] = from;
    end[count] = to;
    width[count] = pixels;
    count++;
    widest = Math.max(widest, pixels);
  }

  private static boolean isBreak(char c) {
    return c == ' ' || c == '\n' || c == '\r';
  }

  /** Where the line that begins at {@code from} ends, its line break or spaces included. */
  private int lineEnd(Font font, TextWrapMode mode, int most, int from) {
    int pixels = 0;
    int word = from;
    for (int i = from; i < length; i++) {
      char c = text[i];
      if (c == '\n') {
        return i + 1;
      }
      pixels += font.advance(c);
      if (c == ' ') {
        word = i + 1;
      } else if (mode != TextWrapMode.NONE && pixels > most && i > from) {
        if (mode != TextWrapMode.CHAR && word > from) {
          return word;
        }
        if (mode != TextWrapMode.WORD) {
          return i;
        }
      }
    }
    return length;
  }

  int count() {
    return count;
  }

  int widest() {
    return widest;
  }

  int width(int line) {
    return width[line];
  }

  int first(int line) {
    return first[line];
  }

  int end(int line) {
    return end[line];
  }

  char at(int i) {
    return text[i];
  }
}
