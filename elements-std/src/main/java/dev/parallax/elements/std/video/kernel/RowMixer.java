package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Adds up rows of 16-bit samples by their weights, to bytes. Both loops give the same. One thread
 * at a time.
 */
final class RowMixer {
  private final int samples;
  private final int shift;
  private final int[] sums;

  /**
   * A mixer.
   *
   * @param fraction bits of a sample behind the point
   */
  RowMixer(int samples, int fraction) {
    this.samples = samples;
    shift = TapTable.BITS + fraction;
    sums = new int[samples];
  }

  /**
   * Makes a row.
   *
   * @param rows an even number of them
   * @param weights of each row
   * @param taps number of rows
   */
  void mix(short[][] rows, int[] weights, int taps, MemorySegment out, long at, boolean fast) {
    int done = fast ? onVectors(rows, weights, taps, out, at) : 0;
    if (done < samples) {
      onLanes(rows, weights, taps, out, at, done);
    }
  }

  private int onVectors(short[][] rows, int[] weights, int taps, MemorySegment out, long at) {
    int k = 0;
    for (; k < taps - 4; k += 4) {
      WindowLoops.addRows(
          rows[k],
          rows[k + 1],
          rows[k + 2],
          rows[k + 3],
          weights,
          k,
          sums,
          -Math.min(k, 1),
          samples);
    }
    int keep = -Math.min(k, 1);
    return taps - k == 2
        ? WindowLoops.lastTwoRows(
            rows[k], rows[k + 1], weights, k, sums, keep, shift, out, at, samples)
        : WindowLoops.lastFourRows(
            rows[k],
            rows[k + 1],
            rows[k + 2],
            rows[k + 3],
            weights,
            k,
            sums,
            keep,
            shift,
            out,
            at,
            samples);
  }

  private void onLanes(
      short[][] rows, int[] weights, int taps, MemorySegment out, long at, int from) {
    Arrays.fill(sums, from, samples, 1 << shift - 1);
    for (int k = 0; k < taps; k += 2) {
      add(rows[k], rows[k + 1], weights[k], weights[k + 1], sums, from, samples);
    }
    for (int i = from; i < samples; i++) {
      out.set(JAVA_BYTE, at + i, (byte) Math.clamp(sums[i] >> shift, 0, 255));
    }
  }

  private static void add(short[] a, short[] b, int w0, int w1, int[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      sums[i] += w0 * a[i] + w1 * b[i];
    }
  }
}
