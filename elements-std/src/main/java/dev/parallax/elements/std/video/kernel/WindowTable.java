package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.parallax.memory.raw.RawMemory;
import java.lang.foreign.MemorySegment;
import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TapTable} for vectors: the bytes that a group of results is made of lie in one window of
 * the row, from which they are picked in a register. Most ratios repeat after a few groups, so that
 * there are few patterns of picks and weights, which stay in the nearest cache.
 *
 * @param base first byte of each group's window in the row
 * @param at first byte of each group's pattern
 * @param patterns in each the picks, a byte each, by result and tap: places in the window; then the
 *     weights, by tap and result. Aligned, since a vector across two lines of the cache takes
 *     longer
 * @param rowBytes bytes of the row, which all windows lie in
 */
record WindowTable(int[] base, int[] at, MemorySegment patterns, int rowBytes) {
  /** What a pattern says of weights. */
  enum Weights {
    /** Nothing: there is one tap. */
    NONE,
    /** Those of the second of two taps, as shorts. */
    SECOND,
    /** All, as ints. */
    ALL
  }

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
      TapTable table,
      int first,
      int taps,
      Weights kept,
      int results,
      int each,
      int window,
      int rowBytes) {
    int groups = table.index()[0].length / results;
    int[] base = new int[groups];
    int[] at = new int[groups];
    int bytes =
        results
            * switch (kept) {
              case NONE -> each;
              case SECOND -> each + Short.BYTES;
              case ALL -> each + taps * Integer.BYTES;
            };
    Map<IntBuffer, Integer> known = new LinkedHashMap<>();
    for (int g = 0; g < groups; g++) {
      int[] pattern = new int[results * (each + taps)];
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
      at[g] = known.computeIfAbsent(IntBuffer.wrap(pattern), _ -> known.size() * bytes);
    }
    MemorySegment patterns = Scratch.allocate(Math.max((long) known.size() * bytes, 1));
    known.forEach(
        (pattern, to) -> write(pattern.array(), results * each, results, kept, patterns, to));
    return new WindowTable(base, at, patterns, rowBytes);
  }

  /** Address of the first pattern; this table must be held while it is used. */
  long patternsAt() {
    return RawMemory.address(patterns, 0, patterns.byteSize());
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

  private static void write(
      int[] pattern, int picks, int results, Weights kept, MemorySegment patterns, int to) {
    for (int i = 0; i < picks; i++) {
      patterns.set(JAVA_BYTE, to + i, (byte) pattern[i]);
    }
    int weights = to + picks;
    if (kept == Weights.SECOND) {
      for (int i = 0; i < results; i++) {
        patterns.set(
            JAVA_SHORT, weights + (long) Short.BYTES * i, (short) pattern[picks + results + i]);
      }
    } else if (kept == Weights.ALL) {
      MemorySegment.copy(pattern, picks, patterns, JAVA_INT, weights, pattern.length - picks);
    }
  }
}
