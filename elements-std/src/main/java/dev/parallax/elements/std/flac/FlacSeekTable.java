package dev.parallax.elements.std.flac;

import java.util.Arrays;

/**
 * Collects the places of frames for a SEEKTABLE block whose number of points is fixed before the
 * length of the stream is known: twice as many places are kept, evenly spread; when they are full,
 * every second one is forgotten.
 */
final class FlacSeekTable {
  static final int POINT_BYTES = 18;

  /** Largest number of points that a block holds. */
  static final int MAX_POINTS = 0xff_ffff / POINT_BYTES;

  private final int points;
  private final long[] samples;
  private final long[] offsets;
  private final int[] lengths;
  private int count;
  private long every = 1;
  private long frame;

  FlacSeekTable(int points) {
    this.points = points;
    samples = new long[2 * points];
    offsets = new long[2 * points];
    lengths = new int[2 * points];
  }

  int points() {
    return points;
  }

  /**
   * A frame.
   *
   * @param sample its first
   * @param offset from the first frame in bytes
   * @param length in samples
   */
  void frame(long sample, long offset, int length) {
    if (points > 0 && frame++ % every == 0) {
      if (count == samples.length) {
        forgetEverySecond();
        every *= 2;
        if ((frame - 1) % every != 0) {
          return;
        }
      }
      samples[count] = sample;
      offsets[count] = offset;
      lengths[count++] = length;
    }
  }

  private void forgetEverySecond() {
    count /= 2;
    for (int i = 0; i < count; i++) {
      samples[i] = samples[2 * i];
      offsets[i] = offsets[2 * i];
      lengths[i] = lengths[2 * i];
    }
  }

  /** The points in order; what is left over are placeholders (RFC 9639 section 8.5). */
  void write(FlacBitWriter out) {
    int used = Math.min(points, count);
    for (int i = 0; i < used; i++) {
      int from = (int) ((long) i * count / used);
      write(out, samples[from]);
      write(out, offsets[from]);
      out.bits(lengths[from], 16);
    }
    for (int i = used; i < points; i++) {
      write(out, -1);
      write(out, 0);
      out.bits(0, 16);
    }
  }

  private static void write(FlacBitWriter out, long value) {
    out.bits((int) (value >>> 32), 32);
    out.bits((int) value, 32);
  }

  /** Forgets all frames. */
  void clear() {
    count = 0;
    every = 1;
    frame = 0;
    Arrays.fill(lengths, 0);
  }
}
