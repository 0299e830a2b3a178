package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/**
 * Adds up rows of 16-bit samples by their weights, to bytes. Both loops give the same. One thread
 * at a time.
 */
final class RowMixer {
  /** Bits of a weight that are left when it is taken to 8. */
  static final int LOW_BITS = TapTable.BITS - 8;

  static final int LOW = (1 << LOW_BITS) - 1;

  private final int samples;
  private final int fraction;
  private final int shift;
  private final MemorySegment sums;

  /**
   * A mixer.
   *
   * @param fraction bits of a sample behind the point
   */
  RowMixer(int samples, int fraction) {
    this.samples = samples;
    this.fraction = fraction;
    shift = TapTable.BITS + fraction;
    sums = Scratch.allocate((long) Integer.BYTES * samples);
  }

  /**
   * Makes a row.
   *
   * @param rows where the samples lie
   * @param from first byte of each row; the first of them are meant
   * @param weight of each; two of them, if there are no more, add up to one and neither they nor
   *     their samples are negative
   * @param taps number of rows, even
   */
  void mix(
      MemorySegment rows,
      long[] from,
      int[] weight,
      int taps,
      MemorySegment out,
      long at,
      boolean fast) {
    if (taps == 2) {
      mixTwo(rows, from[0], from[1], weight[1], out, at, fast);
      return;
    }
    int done = fast ? onVectors(rows, from, weight, taps, out, at) : 0;
    if (done < samples) {
      onLanes(rows, from, weight, taps, out, at, done);
    }
  }

  private void mixTwo(
      MemorySegment rows, long a, long b, int weight, MemorySegment out, long at, boolean fast) {
    int i = fast ? WindowLoops.twoRows(rows, a, b, weight, fraction, out, at, samples) : 0;
    int half = 1 << fraction - 1;
    for (; i < samples; i++) {
      int first = rows.get(JAVA_SHORT, a + 2L * i);
      int level = between(first, rows.get(JAVA_SHORT, b + 2L * i), weight) + half >> fraction;
      out.set(JAVA_BYTE, at + i, (byte) level);
    }
  }

  /**
   * A level between two of 15 bits, in steps that fit lanes of 16 bits, which are twice as many as
   * those of 32: the difference and the weight in two parts each, and of the product of the low
   * ones nothing. Less than 3 too small.
   *
   * @param weight of the second
   */
  private static int between(int first, int second, int weight) {
    int step = second - first;
    int high = weight >> LOW_BITS;
    return first
        + (step >> 8) * high
        + ((step & 0xff) * high >> 8)
        + ((step >> 8) * (weight & LOW) >> LOW_BITS);
  }

  private int onVectors(
      MemorySegment rows, long[] from, int[] weight, int taps, MemorySegment out, long at) {
    int six = taps % 4 == 2 ? 2 : 0;
    int last = taps - 4 - six;
    for (int k = 0; k < last; k += 4) {
      WindowLoops.addRows(rows, from, weight, k, sums, k == 0 ? 0 : -1, samples);
    }
    int keep = last == 0 ? 0 : -1;
    return six > 0
        ? WindowLoops.lastSixRows(rows, from, weight, last, sums, keep, shift, out, at, samples)
        : WindowLoops.lastFourRows(rows, from, weight, last, sums, keep, shift, out, at, samples);
  }

  private void onLanes(
      MemorySegment rows,
      long[] from,
      int[] weight,
      int taps,
      MemorySegment out,
      long at,
      int begin) {
    for (int k = 0; k < taps; k += 2) {
      add(rows, from[k], from[k + 1], weight[k], weight[k + 1], k == 0 ? 0 : -1, begin);
    }
    int half = 1 << shift - 1;
    for (int i = begin; i < samples; i++) {
      int level = Math.clamp(sums.get(JAVA_INT, 4L * i) + half >> shift, 0, 255);
      out.set(JAVA_BYTE, at + i, (byte) level);
    }
  }

  private void add(
      MemorySegment rows, long a, long b, int weightA, int weightB, int keep, int begin) {
    for (int i = begin; i < samples; i++) {
      int sum =
          weightA * rows.get(JAVA_SHORT, a + 2L * i) + weightB * rows.get(JAVA_SHORT, b + 2L * i);
      sums.set(JAVA_INT, 4L * i, (sums.get(JAVA_INT, 4L * i) & keep) + sum);
    }
  }
}
