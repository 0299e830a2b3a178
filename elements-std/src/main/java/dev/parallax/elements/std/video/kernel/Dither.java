package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Brings samples of 10 bits to 8, so that their mean over a small area stays what it was. A sample
 * changes by one level of the output at most. One object a stream, one thread at a time.
 */
public sealed interface Dither permits DitherPattern, ErrorDiffusion {
  /** Samples of 10 bits. */
  ValueLayout.OfShort SAMPLE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Largest sample of 10 bits. */
  int MAX = 1023;

  /** A plane begins; its rows follow from the first on. */
  void begin();

  /**
   * The next row.
   *
   * @param inAt first byte of the row, two a sample
   * @param outAt first byte of the row, one a sample
   * @param y number of the row
   */
  void row(MemorySegment in, long inAt, MemorySegment out, long outAt, int samples, int y);

  /** A sample, whatever the bits above say. */
  static int sample(MemorySegment in, long at) {
    return Math.min(in.get(SAMPLE, at) & 0xffff, MAX);
  }
}
