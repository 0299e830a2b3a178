package dev.parallax.runtime.wire;

/** A text of a field where it lies, as bytes of UTF-8. */
public final class WireText extends WireBytes {
  /** For generated code. */
  public WireText() {}

  /** Whether it is this text; allocates nothing where both are ASCII. */
  public boolean contentEquals(String text) {
    for (int i = 0; i < length() && i < text.length(); i++) {
      char c = text.charAt(i);
      byte b = byteAt(i);
      if (c >= 0x80 || b < 0) {
        return text().equals(text);
      }
      if (b != c) {
        return false;
      }
    }
    return length() == text.length();
  }

  /** A new string. */
  @Override
  public String toString() {
    return text();
  }
}
