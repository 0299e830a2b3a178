package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Adds up rows of 16-bit samples by their weights, to bytes. Both loops give the same. One thread
 * at a time.
 */
final class RowMixer {
  private final int samples;
  private final int shift;
  private final int[] sums;
  private final byte[] result;

  /**
   * A mixer.
   *
   * @param fraction bits of a sample behind the point
   */
  RowMixer(int samples, int fraction) {
    this.samples = samples;
    shift = TapTable.BITS + fraction;
    sums = new int[samples];
    result = new byte[samples];
  }

  /**
   * Makes a row.
   *
   * @param rows the first of them are meant
   * @param weight of each; two of them, if there are no more, add up to one and neither they nor
   *     their samples are negative
   * @param taps number of rows, even
   */
  void mix(short[][] rows, int[] weight, int taps, MemorySegment out, long at, boolean fast) {
    int done = fast ? onVectors(rows, weight, taps) : 0;
    if (done < samples) {
      onLanes(rows, weight, taps, done);
    }
    // Arrays all the way: C2 takes the checks out of loops over them, but not over segments.
    MemorySegment.copy(result, 0, out, JAVA_BYTE, at, samples);
  }

  private int onVectors(short[][] rows, int[] weight, int taps) {
    if (taps == 2) {
      return WindowLoops.twoRows(rows[0], rows[1], weight[0], weight[1], shift, result, samples);
    }
    int six = taps % 4 == 2 ? 2 : 0;
    int last = taps - 4 - six;
    for (int k = 0; k < last; k += 4) {
      WindowLoops.addRows(rows, weight, k, sums, k == 0 ? 0 : -1, samples);
    }
    int keep = last == 0 ? 0 : -1;
    return six > 0
        ? WindowLoops.lastSixRows(rows, weight, last, sums, keep, shift, result, samples)
        : WindowLoops.lastFourRows(rows, weight, last, sums, keep, shift, result, samples);
  }

  private void onLanes(short[][] rows, int[] weight, int taps, int from) {
    for (int k = 0; k < taps; k += 2) {
      add(rows[k], rows[k + 1], weight[k], weight[k + 1], k == 0 ? 0 : -1, from);
    }
    int half = 1 << shift - 1;
    for (int i = from; i < samples; i++) {
      result[i] = (byte) Math.clamp(sums[i] + half >> shift, 0, 255);
    }
  }

  private void add(short[] a, short[] b, int weightA, int weightB, int keep, int from) {
    for (int i = from; i < samples; i++) {
      sums[i] = (sums[i] & keep) + weightA * a[i] + weightB * b[i];
    }
  }
}
