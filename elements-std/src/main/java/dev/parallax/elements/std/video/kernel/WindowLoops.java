package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_4N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.elements.std.video.kernel.Lanes.ZERO;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Vector loops of {@link NearestScaler}, {@link RowScaler} and {@link RowMixer}. Each returns how
 * far it came. Sums of more taps than a loop takes are carried from loop to loop; {@code keep} is 0
 * where nothing has been carried yet, else -1.
 */
final class WindowLoops {
  /** Results of the loops with one, two and four picks each. */
  static final int NEAREST = 4 * N;

  static final int PAIRS = 2 * N;
  static final int QUADS = N;

  /** Bytes of a window; the loop with one pick takes two of them. */
  static final int WINDOW = 4 * N;

  private static final ShortVector LOW_BYTE = Lanes.shorts(0xff);
  private static final ShortVector ONE = Lanes.shorts(1);

  private WindowLoops() {}

  static int nearest(
      MemorySegment in, long row, WindowTable table, MemorySegment out, long outAt, int bytes) {
    int[] base = table.base();
    int[] at = table.at();
    byte[] picks = table.picks();
    int i = 0;
    for (; i <= bytes - NEAREST; i += NEAREST) {
      long from = row + base[i / NEAREST];
      ByteVector.fromArray(BYTES_4N, picks, at[i / NEAREST] * NEAREST)
          .selectFrom(
              ByteVector.fromMemorySegment(BYTES_4N, in, from, LE),
              ByteVector.fromMemorySegment(BYTES_4N, in, from + WINDOW, LE))
          .intoMemorySegment(out, outAt + i, LE);
    }
    return i;
  }

  /** Two taps whose weights add up to 256, to 15 bits; {@code second} has those of the second. */
  static int twoTaps(
      MemorySegment in, long row, WindowTable table, short[] second, short[] out, int samples) {
    int[] base = table.base();
    int[] at = table.at();
    byte[] picks = table.picks();
    int i = 0;
    for (; i <= samples - PAIRS; i += PAIRS) {
      int pattern = at[i / PAIRS] * PAIRS;
      ShortVector pair =
          ByteVector.fromArray(BYTES_4N, picks, 2 * pattern)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, in, row + base[i / PAIRS], LE))
              .reinterpretAsShorts();
      ShortVector slope =
          pair.lanewise(LSHR, 8)
              .sub(pair.and(LOW_BYTE))
              .mul(ShortVector.fromArray(SHORTS_2N, second, pattern));
      // At most 255 * 256, which takes all 16 bits for a moment.
      pair.lanewise(LSHL, 8).add(slope).add(ONE).lanewise(LSHR, 1).intoArray(out, i);
    }
    return i;
  }

  /** Four taps more. */
  static int addQuads(
      MemorySegment in, long row, WindowTable table, int[] sums, int keep, int samples) {
    int[] base = table.base();
    int[] at = table.at();
    byte[] picks = table.picks();
    int[] weights = table.weights();
    int i = 0;
    for (; i <= samples - N; i += N) {
      int pattern = at[i / N] * WINDOW;
      IntVector quad =
          ByteVector.fromArray(BYTES_4N, picks, pattern)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, in, row + base[i / N], LE))
              .reinterpretAsInts();
      IntVector first = quad.and(BYTE).mul(IntVector.fromArray(INTS, weights, pattern));
      IntVector second =
          quad.lanewise(LSHR, 8).and(BYTE).mul(IntVector.fromArray(INTS, weights, pattern + N));
      IntVector third =
          quad.lanewise(LSHR, 16)
              .and(BYTE)
              .mul(IntVector.fromArray(INTS, weights, pattern + 2 * N));
      IntVector fourth =
          quad.lanewise(LSHR, 24).mul(IntVector.fromArray(INTS, weights, pattern + 3 * N));
      IntVector sum = first.add(second).add(third.add(fourth));
      IntVector.fromArray(INTS, sums, i).and(keep).add(sum).intoArray(sums, i);
    }
    return i;
  }

  /** The last four taps, to 15 bits and a sign. */
  static int lastQuads(
      MemorySegment in,
      long row,
      WindowTable table,
      int[] sums,
      int keep,
      int shift,
      short[] out,
      int samples) {
    int[] base = table.base();
    int[] at = table.at();
    byte[] picks = table.picks();
    int[] weights = table.weights();
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      int pattern = at[i / N] * WINDOW;
      IntVector quad =
          ByteVector.fromArray(BYTES_4N, picks, pattern)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, in, row + base[i / N], LE))
              .reinterpretAsInts();
      IntVector first = quad.and(BYTE).mul(IntVector.fromArray(INTS, weights, pattern));
      IntVector second =
          quad.lanewise(LSHR, 8).and(BYTE).mul(IntVector.fromArray(INTS, weights, pattern + N));
      IntVector third =
          quad.lanewise(LSHR, 16)
              .and(BYTE)
              .mul(IntVector.fromArray(INTS, weights, pattern + 2 * N));
      IntVector fourth =
          quad.lanewise(LSHR, 24).mul(IntVector.fromArray(INTS, weights, pattern + 3 * N));
      IntVector sum = first.add(second).add(third.add(fourth)).add(half);
      sum = IntVector.fromArray(INTS, sums, i).and(keep).add(sum).lanewise(ASHR, shift);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0)).intoArray(out, i);
    }
    return i;
  }

  /** The last two taps, as {@link #lastQuads}. */
  static int lastPairs(
      MemorySegment in,
      long row,
      WindowTable table,
      int[] sums,
      int keep,
      int shift,
      short[] out,
      int samples) {
    int[] base = table.base();
    int[] at = table.at();
    byte[] picks = table.picks();
    int[] weights = table.weights();
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      int pattern = at[i / N];
      IntVector quad =
          ByteVector.fromArray(BYTES_4N, picks, pattern * WINDOW)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, in, row + base[i / N], LE))
              .reinterpretAsInts();
      IntVector first = quad.and(BYTE).mul(IntVector.fromArray(INTS, weights, pattern * 2 * N));
      IntVector second =
          quad.lanewise(LSHR, 8)
              .and(BYTE)
              .mul(IntVector.fromArray(INTS, weights, pattern * 2 * N + N));
      IntVector sum = first.add(second).add(half);
      sum = IntVector.fromArray(INTS, sums, i).and(keep).add(sum).lanewise(ASHR, shift);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0)).intoArray(out, i);
    }
    return i;
  }

  /** Four rows more. */
  static int addRows(
      short[] a,
      short[] b,
      short[] c,
      short[] d,
      int[] weight,
      int from,
      int[] sums,
      int keep,
      int samples) {
    IntVector ofA = IntVector.broadcast(INTS, weight[from]);
    IntVector ofB = IntVector.broadcast(INTS, weight[from + 1]);
    IntVector ofC = IntVector.broadcast(INTS, weight[from + 2]);
    IntVector ofD = IntVector.broadcast(INTS, weight[from + 3]);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector first =
          (IntVector) ShortVector.fromArray(SHORTS_N, a, i).convertShape(S2I, INTS, 0);
      IntVector second =
          (IntVector) ShortVector.fromArray(SHORTS_N, b, i).convertShape(S2I, INTS, 0);
      IntVector third =
          (IntVector) ShortVector.fromArray(SHORTS_N, c, i).convertShape(S2I, INTS, 0);
      IntVector fourth =
          (IntVector) ShortVector.fromArray(SHORTS_N, d, i).convertShape(S2I, INTS, 0);
      IntVector sum = first.mul(ofA).add(second.mul(ofB)).add(third.mul(ofC).add(fourth.mul(ofD)));
      IntVector.fromArray(INTS, sums, i).and(keep).add(sum).intoArray(sums, i);
    }
    return i;
  }

  /** The last four rows, to bytes. */
  static int lastFourRows(
      short[] a,
      short[] b,
      short[] c,
      short[] d,
      int[] weight,
      int from,
      int[] sums,
      int keep,
      int shift,
      MemorySegment out,
      long at,
      int samples) {
    IntVector ofA = IntVector.broadcast(INTS, weight[from]);
    IntVector ofB = IntVector.broadcast(INTS, weight[from + 1]);
    IntVector ofC = IntVector.broadcast(INTS, weight[from + 2]);
    IntVector ofD = IntVector.broadcast(INTS, weight[from + 3]);
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector first =
          (IntVector) ShortVector.fromArray(SHORTS_N, a, i).convertShape(S2I, INTS, 0);
      IntVector second =
          (IntVector) ShortVector.fromArray(SHORTS_N, b, i).convertShape(S2I, INTS, 0);
      IntVector third =
          (IntVector) ShortVector.fromArray(SHORTS_N, c, i).convertShape(S2I, INTS, 0);
      IntVector fourth =
          (IntVector) ShortVector.fromArray(SHORTS_N, d, i).convertShape(S2I, INTS, 0);
      IntVector sum =
          first.mul(ofA).add(second.mul(ofB)).add(third.mul(ofC).add(fourth.mul(ofD))).add(half);
      sum = IntVector.fromArray(INTS, sums, i).and(keep).add(sum).lanewise(ASHR, shift);
      ((ByteVector) sum.max(ZERO).min(BYTE).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(out, at + i, LE);
    }
    return i;
  }

  /** The last two rows, to bytes. */
  static int lastTwoRows(
      short[] a,
      short[] b,
      int[] weight,
      int from,
      int[] sums,
      int keep,
      int shift,
      MemorySegment out,
      long at,
      int samples) {
    IntVector ofA = IntVector.broadcast(INTS, weight[from]);
    IntVector ofB = IntVector.broadcast(INTS, weight[from + 1]);
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector first =
          (IntVector) ShortVector.fromArray(SHORTS_N, a, i).convertShape(S2I, INTS, 0);
      IntVector second =
          (IntVector) ShortVector.fromArray(SHORTS_N, b, i).convertShape(S2I, INTS, 0);
      IntVector sum = first.mul(ofA).add(second.mul(ofB)).add(half);
      sum = IntVector.fromArray(INTS, sums, i).and(keep).add(sum).lanewise(ASHR, shift);
      ((ByteVector) sum.max(ZERO).min(BYTE).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(out, at + i, LE);
    }
    return i;
  }
}
