package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Scales rows of bytes in width, to 16-bit samples with {@link #fraction} bits behind the point.
 * Both loops give the same. One thread at a time.
 */
final class RowScaler {
  /** Two taps have weights of 8 bits, so that their products fit 16-bit lanes. */
  private static final int TWO_TAPS_BITS = 8;

  private static final int MOST = 255;

  private final TapTable table;
  private final int samples;
  private final int fraction;
  private final int shift;
  private final MemorySegment sums;

  /** Of two taps, if there are no more. */
  private final @Nullable WindowTable pairs;

  /** Of four taps each, but for the last which may have two. */
  private final WindowTable @Nullable [] windows;

  /**
   * A scaler.
   *
   * @param table of bytes of a row
   * @param rowBytes bytes of a row of the source
   */
  RowScaler(TapTable table, int rowBytes) {
    boolean two = table.taps() == 2;
    this.table = two ? table.coarser(TWO_TAPS_BITS) : table;
    samples = table.index()[0].length;
    int bits = two ? TWO_TAPS_BITS : TapTable.BITS;
    fraction = two ? TWO_TAPS_BITS - 1 : table.fraction(MOST);
    shift = bits - fraction;
    sums = Scratch.allocate((long) Integer.BYTES * samples);
    boolean usable = VectorSupport.usable();
    pairs = usable && two ? pairs(this.table, rowBytes) : null;
    // Two taps too far apart for a vector of pairs may fit one of half as many results.
    TapTable quads = two ? this.table.ofFour() : table;
    windows = usable && pairs == null ? windows(quads, rowBytes) : null;
  }

  private static WindowTable @Nullable [] windows(TapTable table, int rowBytes) {
    int taps = table.taps();
    WindowTable[] all = new WindowTable[(taps + 3) / 4];
    for (int q = 0; q < all.length; q++) {
      WindowTable one = quads(table, 4 * q, rowBytes);
      if (one == null) {
        return null;
      }
      all[q] = one;
    }
    return all;
  }

  private static @Nullable WindowTable pairs(TapTable table, int rowBytes) {
    return WindowTable.of(
        table,
        0,
        2,
        WindowTable.Weights.SECOND,
        WindowLoops.PAIRS,
        2,
        WindowLoops.WINDOW,
        rowBytes);
  }

  private static @Nullable WindowTable quads(TapTable table, int first, int rowBytes) {
    return WindowTable.of(
        table,
        first,
        Math.min(4, table.taps() - first),
        WindowTable.Weights.ALL,
        WindowLoops.QUADS,
        4,
        WindowLoops.WINDOW,
        rowBytes);
  }

  /** Bits behind the point of what {@link #scale} makes. */
  int fraction() {
    return fraction;
  }

  /** Samples of a row of the result. */
  int samples() {
    return samples;
  }

  /** Scales the row at {@code row} to one of 16-bit samples. */
  void scale(MemorySegment in, long row, MemorySegment out, long outAt, boolean fast) {
    int done = 0;
    if (fast && pairs != null) {
      done = WindowLoops.twoTaps(in, row, pairs, out, outAt, samples);
    } else if (fast && windows != null) {
      done = onVectors(windows, in, row, out, outAt);
    }
    onLanes(in, row, out, outAt, done);
  }

  private int onVectors(
      WindowTable[] all, MemorySegment in, long row, MemorySegment out, long outAt) {
    boolean six = table.taps() > 2 && table.taps() % 4 == 2;
    int last = six ? all.length - 2 : all.length - 1;
    for (int q = 0; q < last; q++) {
      WindowLoops.addQuads(in, row, all[q], sums, q == 0 ? 0 : -1, samples);
    }
    int keep = last == 0 ? 0 : -1;
    return six
        ? WindowLoops.lastSixes(
            in, row, all[last], all[last + 1], sums, keep, shift, out, outAt, samples)
        : WindowLoops.lastQuads(in, row, all[last], sums, keep, shift, out, outAt, samples);
  }

  private void onLanes(MemorySegment in, long row, MemorySegment out, long outAt, int from) {
    int half = 1 << shift - 1;
    int[][] index = table.index();
    int[][] weight = table.weight();
    for (int i = from; i < samples; i++) {
      int sum = half;
      for (int k = 0; k < index.length; k++) {
        sum += weight[k][i] * (in.get(JAVA_BYTE, row + index[k][i]) & 0xff);
      }
      out.set(JAVA_SHORT, outAt + 2L * i, (short) (sum >> shift));
    }
  }
}
