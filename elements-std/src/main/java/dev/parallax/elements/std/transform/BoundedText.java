package dev.parallax.elements.std.transform;

/**
 * Text whose characters can be read only so often: what a regular expression costs can be
 * exponential in the text, and the text is hostile.
 */
final class BoundedText implements CharSequence {
  /** The limit is reached. */
  static final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitException() {
      super("too many steps", null, false, false);
    }
  }

  private final CharSequence text;
  private long left;

  BoundedText(CharSequence text, long limit) {
    this.text = text;
    left = limit;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new LimitException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
