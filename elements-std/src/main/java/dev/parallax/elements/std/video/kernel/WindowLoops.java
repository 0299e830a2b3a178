package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_4N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.elements.std.video.kernel.Lanes.ZERO;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2B;
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
    row = address(in, row, table.rowBytes());
    long patterns = table.patternsAt();
    outAt = address(out, outAt, bytes);
    int i = 0;
    for (; i <= bytes - NEAREST; i += NEAREST) {
      long from = row + base[i / NEAREST];
      ByteVector.fromMemorySegment(BYTES_4N, ALL, patterns + at[i / NEAREST], NATIVE)
          .selectFrom(
              ByteVector.fromMemorySegment(BYTES_4N, ALL, from, LE),
              ByteVector.fromMemorySegment(BYTES_4N, ALL, from + WINDOW, LE))
          .intoMemorySegment(ALL, outAt + i, LE);
    }
    return i;
  }

  /** Two taps whose weights add up to 256, to 15 bits. */
  static int twoTaps(
      MemorySegment in, long row, WindowTable table, MemorySegment out, long outAt, int samples) {
    int[] base = table.base();
    int[] at = table.at();
    row = address(in, row, table.rowBytes());
    long patterns = table.patternsAt();
    outAt = address(out, outAt, 2L * samples);
    int i = 0;
    for (; i <= samples - PAIRS; i += PAIRS) {
      long pattern = patterns + at[i / PAIRS];
      ShortVector pair =
          ByteVector.fromMemorySegment(BYTES_4N, ALL, pattern, NATIVE)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, ALL, row + base[i / PAIRS], LE))
              .reinterpretAsShorts();
      ShortVector slope =
          pair.lanewise(LSHR, 8)
              .sub(pair.and(LOW_BYTE))
              .mul(ShortVector.fromMemorySegment(SHORTS_2N, ALL, pattern + WINDOW, NATIVE));
      // At most 255 * 256, which takes all 16 bits for a moment.
      pair.lanewise(LSHL, 8)
          .add(slope)
          .add(ONE)
          .lanewise(LSHR, 1)
          .intoMemorySegment(ALL, outAt + 2L * i, NATIVE);
    }
    return i;
  }

  /** Four taps more. */
  static int addQuads(
      MemorySegment in, long row, WindowTable table, MemorySegment sums, int keep, int samples) {
    int[] base = table.base();
    int[] at = table.at();
    row = address(in, row, table.rowBytes());
    long patterns = table.patternsAt();
    long sumsAt = address(sums, 0, 4L * samples);
    int i = 0;
    for (; i <= samples - N; i += N) {
      long pattern = patterns + at[i / N];
      IntVector quad =
          ByteVector.fromMemorySegment(BYTES_4N, ALL, pattern, NATIVE)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, ALL, row + base[i / N], LE))
              .reinterpretAsInts();
      IntVector first =
          quad.and(BYTE).mul(IntVector.fromMemorySegment(INTS, ALL, pattern + WINDOW, NATIVE));
      IntVector second =
          quad.lanewise(LSHR, 8)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 2 * WINDOW, NATIVE));
      IntVector third =
          quad.lanewise(LSHR, 16)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 3 * WINDOW, NATIVE));
      IntVector fourth =
          quad.lanewise(LSHR, 24)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 4 * WINDOW, NATIVE));
      IntVector sum = first.add(second).add(third.add(fourth));
      IntVector.fromMemorySegment(INTS, ALL, sumsAt + 4L * i, NATIVE)
          .and(keep)
          .add(sum)
          .intoMemorySegment(ALL, sumsAt + 4L * i, NATIVE);
    }
    return i;
  }

  /** The last four taps, to 15 bits and a sign. */
  static int lastQuads(
      MemorySegment in,
      long row,
      WindowTable table,
      MemorySegment sums,
      int keep,
      int shift,
      MemorySegment out,
      long outAt,
      int samples) {
    int[] base = table.base();
    int[] at = table.at();
    row = address(in, row, table.rowBytes());
    long patterns = table.patternsAt();
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    long sumsAt = address(sums, 0, 4L * samples);
    outAt = address(out, outAt, 2L * samples);
    int i = 0;
    for (; i <= samples - N; i += N) {
      long pattern = patterns + at[i / N];
      IntVector quad =
          ByteVector.fromMemorySegment(BYTES_4N, ALL, pattern, NATIVE)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, ALL, row + base[i / N], LE))
              .reinterpretAsInts();
      IntVector first =
          quad.and(BYTE).mul(IntVector.fromMemorySegment(INTS, ALL, pattern + WINDOW, NATIVE));
      IntVector second =
          quad.lanewise(LSHR, 8)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 2 * WINDOW, NATIVE));
      IntVector third =
          quad.lanewise(LSHR, 16)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 3 * WINDOW, NATIVE));
      IntVector fourth =
          quad.lanewise(LSHR, 24)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 4 * WINDOW, NATIVE));
      IntVector sum = first.add(second).add(third.add(fourth)).add(half);
      sum =
          IntVector.fromMemorySegment(INTS, ALL, sumsAt + 4L * i, NATIVE)
              .and(keep)
              .add(sum)
              .lanewise(ASHR, shift);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0))
          .intoMemorySegment(ALL, outAt + 2L * i, NATIVE);
    }
    return i;
  }

  /** The last six taps, as {@link #lastQuads}; {@code two} is of the last two of them. */
  static int lastSixes(
      MemorySegment in,
      long row,
      WindowTable four,
      WindowTable two,
      MemorySegment sums,
      int keep,
      int shift,
      MemorySegment out,
      long outAt,
      int samples) {
    int[] base = four.base();
    int[] at = four.at();
    row = address(in, row, four.rowBytes());
    long patterns = four.patternsAt();
    int[] lastBase = two.base();
    int[] lastAt = two.at();
    long lastPatterns = two.patternsAt();
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    long sumsAt = address(sums, 0, 4L * samples);
    outAt = address(out, outAt, 2L * samples);
    int i = 0;
    for (; i <= samples - N; i += N) {
      long pattern = patterns + at[i / N];
      IntVector quad =
          ByteVector.fromMemorySegment(BYTES_4N, ALL, pattern, NATIVE)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, ALL, row + base[i / N], LE))
              .reinterpretAsInts();
      IntVector first =
          quad.and(BYTE).mul(IntVector.fromMemorySegment(INTS, ALL, pattern + WINDOW, NATIVE));
      IntVector second =
          quad.lanewise(LSHR, 8)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 2 * WINDOW, NATIVE));
      IntVector third =
          quad.lanewise(LSHR, 16)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 3 * WINDOW, NATIVE));
      IntVector fourth =
          quad.lanewise(LSHR, 24)
              .mul(IntVector.fromMemorySegment(INTS, ALL, pattern + 4 * WINDOW, NATIVE));
      long last = lastPatterns + lastAt[i / N];
      IntVector pair =
          ByteVector.fromMemorySegment(BYTES_4N, ALL, last, NATIVE)
              .selectFrom(ByteVector.fromMemorySegment(BYTES_4N, ALL, row + lastBase[i / N], LE))
              .reinterpretAsInts();
      IntVector fifth =
          pair.and(BYTE).mul(IntVector.fromMemorySegment(INTS, ALL, last + WINDOW, NATIVE));
      IntVector sixth =
          pair.lanewise(LSHR, 8)
              .and(BYTE)
              .mul(IntVector.fromMemorySegment(INTS, ALL, last + 2 * WINDOW, NATIVE));
      IntVector sum = first.add(second).add(third.add(fourth)).add(fifth.add(sixth)).add(half);
      sum =
          IntVector.fromMemorySegment(INTS, ALL, sumsAt + 4L * i, NATIVE)
              .and(keep)
              .add(sum)
              .lanewise(ASHR, shift);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0))
          .intoMemorySegment(ALL, outAt + 2L * i, NATIVE);
    }
    return i;
  }

  /** Two rows of samples that are not negative, to bytes, as {@link RowMixer#between}. */
  static int twoRows(
      MemorySegment rows,
      long a,
      long b,
      int weight,
      int fraction,
      MemorySegment out,
      long outAt,
      int samples) {
    a = address(rows, a, 2L * samples);
    b = address(rows, b, 2L * samples);
    outAt = address(out, outAt, samples);
    ShortVector high = Lanes.shorts(weight >> RowMixer.LOW_BITS);
    ShortVector low = Lanes.shorts(weight & RowMixer.LOW);
    ShortVector half = Lanes.shorts(1 << fraction - 1);
    int i = 0;
    for (; i <= samples - 2 * N; i += 2 * N) {
      ShortVector first = ShortVector.fromMemorySegment(SHORTS_2N, ALL, a + 2L * i, NATIVE);
      ShortVector step =
          ShortVector.fromMemorySegment(SHORTS_2N, ALL, b + 2L * i, NATIVE).sub(first);
      ShortVector steep = step.lanewise(ASHR, 8);
      ShortVector sum = first.add(half).add(steep.mul(high));
      sum = sum.add(step.and(LOW_BYTE).mul(high).lanewise(LSHR, 8));
      sum = sum.add(steep.mul(low).lanewise(ASHR, RowMixer.LOW_BITS)).lanewise(LSHR, fraction);
      ((ByteVector) sum.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, outAt + i, LE);
    }
    return i;
  }

  /** Four rows more. */
  static int addRows(
      MemorySegment rows,
      long[] at,
      int[] weight,
      int from,
      MemorySegment sums,
      int keep,
      int samples) {
    long a = address(rows, at[from], 2L * samples);
    long b = address(rows, at[from + 1], 2L * samples);
    long c = address(rows, at[from + 2], 2L * samples);
    long d = address(rows, at[from + 3], 2L * samples);
    IntVector ofA = IntVector.broadcast(INTS, weight[from]);
    IntVector ofB = IntVector.broadcast(INTS, weight[from + 1]);
    IntVector ofC = IntVector.broadcast(INTS, weight[from + 2]);
    IntVector ofD = IntVector.broadcast(INTS, weight[from + 3]);
    long sumsAt = address(sums, 0, 4L * samples);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector first =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, a + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector second =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, b + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector third =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, c + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector fourth =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, d + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector sum = first.mul(ofA).add(second.mul(ofB)).add(third.mul(ofC).add(fourth.mul(ofD)));
      IntVector.fromMemorySegment(INTS, ALL, sumsAt + 4L * i, NATIVE)
          .and(keep)
          .add(sum)
          .intoMemorySegment(ALL, sumsAt + 4L * i, NATIVE);
    }
    return i;
  }

  /** The last four rows, to bytes. */
  static int lastFourRows(
      MemorySegment rows,
      long[] at,
      int[] weight,
      int from,
      MemorySegment sums,
      int keep,
      int shift,
      MemorySegment out,
      long outAt,
      int samples) {
    long a = address(rows, at[from], 2L * samples);
    long b = address(rows, at[from + 1], 2L * samples);
    long c = address(rows, at[from + 2], 2L * samples);
    long d = address(rows, at[from + 3], 2L * samples);
    IntVector ofA = IntVector.broadcast(INTS, weight[from]);
    IntVector ofB = IntVector.broadcast(INTS, weight[from + 1]);
    IntVector ofC = IntVector.broadcast(INTS, weight[from + 2]);
    IntVector ofD = IntVector.broadcast(INTS, weight[from + 3]);
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    long sumsAt = address(sums, 0, 4L * samples);
    outAt = address(out, outAt, samples);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector first =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, a + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector second =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, b + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector third =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, c + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector fourth =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, d + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector sum =
          first.mul(ofA).add(second.mul(ofB)).add(third.mul(ofC).add(fourth.mul(ofD))).add(half);
      sum =
          IntVector.fromMemorySegment(INTS, ALL, sumsAt + 4L * i, NATIVE)
              .and(keep)
              .add(sum)
              .lanewise(ASHR, shift);
      ((ByteVector) sum.max(ZERO).min(BYTE).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, outAt + i, LE);
    }
    return i;
  }

  /** The last six rows, to bytes. */
  static int lastSixRows(
      MemorySegment rows,
      long[] at,
      int[] weight,
      int from,
      MemorySegment sums,
      int keep,
      int shift,
      MemorySegment out,
      long outAt,
      int samples) {
    long a = address(rows, at[from], 2L * samples);
    long b = address(rows, at[from + 1], 2L * samples);
    long c = address(rows, at[from + 2], 2L * samples);
    long d = address(rows, at[from + 3], 2L * samples);
    long e = address(rows, at[from + 4], 2L * samples);
    long f = address(rows, at[from + 5], 2L * samples);
    IntVector ofA = IntVector.broadcast(INTS, weight[from]);
    IntVector ofB = IntVector.broadcast(INTS, weight[from + 1]);
    IntVector ofC = IntVector.broadcast(INTS, weight[from + 2]);
    IntVector ofD = IntVector.broadcast(INTS, weight[from + 3]);
    IntVector ofE = IntVector.broadcast(INTS, weight[from + 4]);
    IntVector ofF = IntVector.broadcast(INTS, weight[from + 5]);
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    long sumsAt = address(sums, 0, 4L * samples);
    outAt = address(out, outAt, samples);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector first =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, a + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector second =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, b + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector third =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, c + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector fourth =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, d + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector fifth =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, e + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector sixth =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, f + 2L * i, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector sum =
          first
              .mul(ofA)
              .add(second.mul(ofB))
              .add(third.mul(ofC).add(fourth.mul(ofD)))
              .add(fifth.mul(ofE).add(sixth.mul(ofF)))
              .add(half);
      sum =
          IntVector.fromMemorySegment(INTS, ALL, sumsAt + 4L * i, NATIVE)
              .and(keep)
              .add(sum)
              .lanewise(ASHR, shift);
      ((ByteVector) sum.max(ZERO).min(BYTE).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, outAt + i, LE);
    }
    return i;
  }
}
