package dev.parallax.elements.std.testing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The layout that {@code testsrc} writes and {@code testsink} verifies. Little endian:
 *
 * <pre>
 * 0   8  number of the buffer, from 0
 * 8   8  checksum of the number, the size and the content
 * 16  .  content
 * </pre>
 */
final class NumberedBuffer {
  static final int HEAD_BYTES = 16;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME = 0x9e37_79b9_7f4a_7c15L;

  private NumberedBuffer() {}

  /** Fills {@code size} bytes, at least {@link #HEAD_BYTES}. */
  static void write(MemorySegment to, long offset, long size, long number, TestPattern pattern) {
    long from = offset + HEAD_BYTES;
    long end = offset + size;
    long at = from;
    for (; at + 8 <= end; at += 8) {
      to.set(LONG, at, word(pattern, number, at - from));
    }
    for (; at < end; at++) {
      int shift = (int) ((at - from) & 7) * 8;
      long word = word(pattern, number, (at - from) & ~7L);
      to.set(ValueLayout.JAVA_BYTE, at, (byte) (word >>> shift));
    }
    to.set(LONG, offset, number);
    to.set(LONG, offset + 8, checksum(to, offset, size));
  }

  /** Eight bytes of content. */
  private static long word(TestPattern pattern, long number, long at) {
    return switch (pattern) {
      case ZERO -> 0;
      case ONES -> -1;
      case COUNTER -> counting((number + at) & 0xff);
      case RANDOM -> mix(mix(number) + at);
    };
  }

  private static long counting(long first) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      word |= ((first + i) & 0xff) << (8 * i);
    }
    return word;
  }

  /**
   * SplitMix64's finaliser (Steele, Lea and Flood: Fast Splittable Pseudorandom Number Generators).
   */
  private static long mix(long seed) {
    long z = seed + PRIME;
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }

  static long number(MemorySegment in, long offset) {
    return in.get(LONG, offset);
  }

  /** Whether a buffer of at least {@link #HEAD_BYTES} is as it was written. */
  static boolean isWhole(MemorySegment in, long offset, long size) {
    return in.get(LONG, offset + 8) == checksum(in, offset, size);
  }

  /** Changes with every bit of the number and of the content, and with the size. */
  private static long checksum(MemorySegment in, long offset, long size) {
    long sum = mix(number(in, offset)) + size;
    long end = offset + size;
    long at = offset + HEAD_BYTES;
    for (; at + 8 <= end; at += 8) {
      sum = (Long.rotateLeft(sum, 29) ^ in.get(LONG, at)) * PRIME;
    }
    for (; at < end; at++) {
      sum = (Long.rotateLeft(sum, 29) ^ in.get(ValueLayout.JAVA_BYTE, at)) * PRIME;
    }
    return sum;
  }
}
