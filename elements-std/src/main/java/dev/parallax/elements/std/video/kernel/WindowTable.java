package dev.parallax.elements.std.video.kernel;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TapTable} for vectors: the bytes that a group of results is made of lie in one window of
 * the row, from which they are picked in a register. Most ratios repeat after a few groups, so that
 * the picks and weights are few and stay in the nearest cache.
 *
 * @param base first byte of each group's window in the row
 * @param at number of each group's pattern
 * @param picks place in the window of each tap of each result, by pattern, result, tap
 * @param weights by pattern, tap, result
 */
record WindowTable(int[] base, int[] at, byte[] picks, int[] weights) {
  /**
   * A table, or null if the windows are too small or the row smaller than one.
   *
   * @param first tap
   * @param taps number of taps from it on
   * @param results in a group
   * @param each picks for a result, at least {@code taps}; those left over are 0
   * @param window its bytes, at most 128
   * @param rowBytes bytes of a row of the source
   */
  static @Nullable WindowTable of(
      TapTable table, int first, int taps, int results, int each, int window, int rowBytes) {
    int groups = table.index()[0].length / results;
    int[] base = new int[groups];
    int[] at = new int[groups];
    int size = results * (each + taps);
    Map<IntBuffer, Integer> patterns = new HashMap<>();
    int[] all = new int[0];
    for (int g = 0; g < groups; g++) {
      int[] pattern = new int[size];
      base[g] = Math.min(least(table, first, taps, g * results, results), rowBytes - window);
      for (int k = 0; k < taps; k++) {
        for (int i = 0; i < results; i++) {
          int place = table.index()[first + k][g * results + i] - base[g];
          if (base[g] < 0 || place >= window) {
            return null;
          }
          pattern[i * each + k] = place;
          pattern[results * (each + k) + i] = table.weight()[first + k][g * results + i];
        }
      }
      Integer known = patterns.putIfAbsent(IntBuffer.wrap(pattern), patterns.size());
      at[g] = known == null ? patterns.size() - 1 : known;
      if (known == null) {
        int end = patterns.size() * size;
        all = end > all.length ? Arrays.copyOf(all, 2 * end) : all;
        System.arraycopy(pattern, 0, all, end - size, size);
      }
    }
    return split(base, at, all, patterns.size(), results * each, results * taps);
  }

  private static int least(TapTable table, int first, int taps, int from, int results) {
    int least = Integer.MAX_VALUE;
    for (int k = first; k < first + taps; k++) {
      for (int i = from; i < from + results; i++) {
        least = Math.min(least, table.index()[k][i]);
      }
    }
    return least;
  }

  private static WindowTable split(
      int[] base, int[] at, int[] all, int patterns, int picksEach, int weightsEach) {
    byte[] picks = new byte[patterns * picksEach];
    int[] weights = new int[patterns * weightsEach];
    int size = picksEach + weightsEach;
    for (int p = 0; p < patterns; p++) {
      for (int i = 0; i < picksEach; i++) {
        picks[p * picksEach + i] = (byte) all[p * size + i];
      }
      System.arraycopy(all, p * size + picksEach, weights, p * weightsEach, weightsEach);
    }
    return new WindowTable(base, at, picks, weights);
  }

  /** The weights of the second of two taps. */
  short[] secondWeights(int results) {
    short[] second = new short[weights.length / 2];
    for (int i = 0; i < second.length; i++) {
      second[i] = (short) weights[i / results * 2 * results + results + i % results];
    }
    return second;
  }
}
