package dev.parallax.elements.std.io;

import dev.parallax.model.diag.ForeignText;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Well-formed UTF-8 (Unicode, table 3-7) that a terminal shows and does not obey. */
final class Utf8 {
  private Utf8() {}

  /**
   * Bytes of the character at {@code offset}: 1 for ASCII, controls included; 0 when it is not
   * well-formed within {@code count} bytes, or beyond ASCII and not {@linkplain
   * ForeignText#isHarmless harmless}.
   */
  static int length(MemorySegment in, long offset, long count) {
    int first = at(in, offset);
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || length > count) {
      return 0;
    }
    int code = first & (0x7f >> length);
    for (int i = 1; i < length; i++) {
      int next = at(in, offset + i);
      if ((next & 0xc0) != 0x80) {
        return 0;
      }
      code = code << 6 | next & 0x3f;
    }
    return isShown(code, length) ? length : 0;
  }

  /** Neither an overlong form, nor a surrogate, nor beyond Unicode, and harmless. */
  private static boolean isShown(int code, int length) {
    int smallest = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80;
    if (code < smallest || code > Character.MAX_CODE_POINT || code >> 11 == 0x1b) {
      return false;
    }
    return ForeignText.isHarmless(code);
  }

  private static int at(MemorySegment in, long offset) {
    return in.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
  }
}
