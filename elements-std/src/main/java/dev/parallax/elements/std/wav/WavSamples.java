package dev.parallax.elements.std.wav;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Brings samples of a file into native little-endian linear form. */
final class WavSamples {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final short[] ALAW = new short[256];
  private static final short[] MULAW = new short[256];

  static {
    for (int i = 0; i < 256; i++) {
      ALAW[i] = alaw(i ^ 0x55);
      MULAW[i] = mulaw(~i & 0xff);
    }
  }

  private WavSamples() {}

  /** ITU-T G.711, table 1a: sign (1 is positive), three bits of exponent, four of mantissa. */
  private static short alaw(int code) {
    int exponent = code >> 4 & 7;
    int magnitude = (code & 15) << 4 | 8;
    if (exponent > 0) {
      magnitude = (magnitude | 0x100) << (exponent - 1);
    }
    return (short) ((code & 0x80) != 0 ? magnitude : -magnitude);
  }

  /** ITU-T G.711, table 2a, scaled to 16 bits. */
  private static short mulaw(int code) {
    int magnitude = ((code & 15) << 3 | 0x84) << (code >> 4 & 7);
    return (short) ((code & 0x80) != 0 ? 0x84 - magnitude : magnitude - 0x84);
  }

  /**
   * Moves little-endian integers to the top of their container.
   *
   * @param size bytes in all
   * @param container bytes of a sample, 1 to 4
   * @param bits by how many
   */
  static void shift(
      MemorySegment source,
      long from,
      MemorySegment target,
      long to,
      long size,
      int container,
      int bits) {
    for (long at = 0; at < size; at += container) {
      int value = 0;
      for (int b = 0; b < container; b++) {
        value |= (source.get(ValueLayout.JAVA_BYTE, from + at + b) & 0xff) << 8 * b;
      }
      value <<= bits;
      for (int b = 0; b < container; b++) {
        target.set(ValueLayout.JAVA_BYTE, to + at + b, (byte) (value >> 8 * b));
      }
    }
  }

  /** Whether samples can be passed on as they are. */
  static boolean isNative(WavFormat format, boolean bigEndian) {
    return (format.coding() == WavFormat.Coding.INTEGER
            || format.coding() == WavFormat.Coding.FLOAT)
        && (!bigEndian || format.bytes() == 1);
  }

  /** Converts {@code samples} samples. */
  static void convert(
      WavFormat format,
      boolean bigEndian,
      MemorySegment from,
      long fromOffset,
      MemorySegment to,
      long toOffset,
      long samples) {
    switch (format.coding()) {
      case ALAW -> expand(ALAW, from, fromOffset, to, toOffset, samples);
      case MULAW -> expand(MULAW, from, fromOffset, to, toOffset, samples);
      default -> {
        int bytes = format.bytes();
        if (bigEndian && bytes > 1) {
          swap(bytes, from, fromOffset, to, toOffset, samples);
        } else {
          MemorySegment.copy(from, fromOffset, to, toOffset, samples * bytes);
        }
      }
    }
  }

  private static void expand(
      short[] table,
      MemorySegment from,
      long fromOffset,
      MemorySegment to,
      long toOffset,
      long samples) {
    for (long i = 0; i < samples; i++) {
      to.set(
          SHORT, toOffset + i * 2, table[from.get(ValueLayout.JAVA_BYTE, fromOffset + i) & 0xff]);
    }
  }

  private static void swap(
      int bytes,
      MemorySegment from,
      long fromOffset,
      MemorySegment to,
      long toOffset,
      long samples) {
    for (long i = 0; i < samples; i++) {
      long at = i * bytes;
      for (int b = 0; b < bytes; b++) {
        to.set(
            ValueLayout.JAVA_BYTE,
            toOffset + at + b,
            from.get(ValueLayout.JAVA_BYTE, fromOffset + at + bytes - 1 - b));
      }
    }
  }
}
