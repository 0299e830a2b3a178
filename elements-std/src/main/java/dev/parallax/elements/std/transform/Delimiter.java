package dev.parallax.elements.std.transform;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A sequence of bytes that separates pieces of a stream, found across the borders of buffers
 * (Knuth, Morris and Pratt 1977: one step forward for each byte, never back).
 */
final class Delimiter {
  private final byte[] bytes;
  private final int[] fallback;
  private int matched;

  /**
   * Reads a delimiter.
   *
   * @param text its characters as UTF-8; the escapes backslash with n, r, t, 0, another backslash,
   *     or x and two hex digits stand for one byte
   */
  Delimiter(String text) {
    bytes = parse(text);
    fallback = new int[bytes.length];
    for (int i = 1, k = 0; i < bytes.length; i++) {
      while (k > 0 && bytes[i] != bytes[k]) {
        k = fallback[k - 1];
      }
      if (bytes[i] == bytes[k]) {
        k++;
      }
      fallback[i] = k;
    }
  }

  /** The bytes of a text with escapes. */
  static byte[] parse(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char kind = i < text.length() ? text.charAt(i++) : ' ';
      switch (kind) {
        case 'n' -> out.write('\n');
        case 'r' -> out.write('\r');
        case 't' -> out.write('\t');
        case '0' -> out.write(0);
        case '\\' -> out.write('\\');
        case 'x' -> {
          out.write(hex(text, i));
          i += 2;
        }
        default ->
            throw new IllegalArgumentException(
                "text has an unknown escape at="
                    + (i - 1)
                    + "; take \\n \\r \\t \\0 \\\\ or \\xHH");
      }
    }
    return out.toByteArray();
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()
        || !HexFormat.isHexDigit(text.charAt(at))
        || !HexFormat.isHexDigit(text.charAt(at + 1))) {
      throw new IllegalArgumentException("escape has no two hex digits at=" + at);
    }
    return HexFormat.fromHexDigits(text, at, at + 2);
  }

  int length() {
    return bytes.length;
  }

  /** The next delimiter is looked for from its beginning. */
  void reset() {
    matched = 0;
  }

  /** Where the first delimiter from {@code from} on ends, or -1; what was begun before counts. */
  long findEnd(MemorySegment segment, long from, long to) {
    int k = matched;
    for (long i = from; i < to; i++) {
      byte b = segment.get(ValueLayout.JAVA_BYTE, i);
      while (k > 0 && b != bytes[k]) {
        k = fallback[k - 1];
      }
      if (b == bytes[k]) {
        k++;
      }
      if (k == bytes.length) {
        matched = 0;
        return i + 1;
      }
    }
    matched = k;
    return -1;
  }
}
