package dev.parallax.elements.std.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Checks text (RFC 3629): no surrogates, nothing above U+10FFFF, nothing longer than it must be.
 */
final class Utf8 {
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Offset of the first byte of what is no UTF-8, counted from {@code offset}; -1: all is. */
  static long firstBad(MemorySegment text, long offset, long bytes) {
    long i = 0;
    while (i < bytes) {
      if (i + Long.BYTES <= bytes
          && (text.get(ValueLayout.JAVA_LONG_UNALIGNED, offset + i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
        continue;
      }
      int n = length(text, offset + i, bytes - i);
      if (n == 0) {
        return i;
      }
      i += n;
    }
    return -1;
  }

  /** Bytes of the character there; 0: it is none. */
  private static int length(MemorySegment text, long at, long left) {
    int first = text.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int n = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4 || left < n) {
      return 0;
    }
    int second = text.get(ValueLayout.JAVA_BYTE, at + 1) & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < n; i++) {
      if ((text.get(ValueLayout.JAVA_BYTE, at + i) & 0xc0) != 0x80) {
        return 0;
      }
    }
    return n;
  }
}
