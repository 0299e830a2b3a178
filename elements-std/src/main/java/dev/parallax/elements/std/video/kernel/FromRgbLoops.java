package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS_HALF;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.LONGS;
import static dev.parallax.elements.std.video.kernel.Lanes.LOW_HALF;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;

/** Vector loops from packed pixels to luma and wide chroma. Each returns how far it came. */
final class FromRgbLoops {
  private static final IntVector HIGH_HALF = Lanes.ints(0xffff_0000);
  private static final ShortVector LOW_BYTE = Lanes.shorts(0xff);

  /** Bytes 0 and 2 of a pixel. */
  private static final LongVector EVEN_BYTES = Lanes.longs(0x00ff_00ff_00ff_00ffL);

  private FromRgbLoops() {}

  static int weighted(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red, Weights w) {
    inAt = address(in, inAt, 4L * width);
    outAt = address(out, outAt, width);
    int x = 0;
    IntVector byR = Lanes.ints(w.byR());
    IntVector byG = Lanes.ints(w.byG());
    IntVector byB = Lanes.ints(w.byB());
    IntVector add = Lanes.ints(w.add());
    for (; x <= width - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, ALL, inAt + 4L * x, LE);
      IntVector r = p.lanewise(LSHR, red).and(BYTE).mul(byR);
      IntVector g = p.lanewise(LSHR, 8).and(BYTE).mul(byG);
      IntVector b = p.lanewise(LSHR, 16 - red).and(BYTE).mul(byB);
      IntVector sum = r.add(g).add(b).add(add).lanewise(ASHR, Weights.SHIFT);
      ((ByteVector) sum.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }

  static int weighted16(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red, Weights w) {
    inAt = address(in, inAt, 4L * width);
    outAt = address(out, outAt, 2L * width);
    int x = 0;
    IntVector byR = Lanes.ints(w.byR());
    IntVector byG = Lanes.ints(w.byG());
    IntVector byB = Lanes.ints(w.byB());
    IntVector add = Lanes.ints(w.add());
    for (; x <= width - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, ALL, inAt + 4L * x, LE);
      IntVector r = p.lanewise(LSHR, red).and(BYTE).mul(byR);
      IntVector g = p.lanewise(LSHR, 8).and(BYTE).mul(byG);
      IntVector b = p.lanewise(LSHR, 16 - red).and(BYTE).mul(byB);
      IntVector sum = r.add(g).add(b).add(add).lanewise(ASHR, Weights.SHIFT);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int columns(
      MemorySegment in,
      long rowA,
      long rowB,
      int byA,
      int byB,
      MemorySegment columns,
      long columnsAt,
      long stride,
      int width) {
    rowA = address(in, rowA, 4L * width);
    rowB = address(in, rowB, 4L * width);
    long evenAt = address(columns, columnsAt, 4L * width);
    long oddAt = address(columns, columnsAt + stride, 4L * width);
    int x = 0;
    ShortVector weightA = Lanes.shorts(byA);
    ShortVector weightB = Lanes.shorts(byB);
    for (; x <= width - N; x += N) {
      ShortVector a = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowA + 4L * x, LE);
      ShortVector b = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowB + 4L * x, LE);
      a.and(LOW_BYTE)
          .mul(weightA)
          .add(b.and(LOW_BYTE).mul(weightB))
          .intoMemorySegment(ALL, evenAt + 4L * x, NATIVE);
      a.lanewise(LSHR, 8)
          .mul(weightA)
          .add(b.lanewise(LSHR, 8).mul(weightB))
          .intoMemorySegment(ALL, oddAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int halve(
      MemorySegment columns,
      long columnsAt,
      MemorySegment sums,
      long sumsAt,
      int pairs,
      int byBefore,
      int byFirst,
      int bySecond) {
    columnsAt = address(columns, columnsAt - 4, 8L * pairs + 4) + 4;
    sumsAt = address(sums, sumsAt, 4L * pairs);
    int x = 0;
    ShortVector first = Lanes.shorts(byFirst);
    ShortVector second = Lanes.shorts(bySecond);
    ShortVector before = Lanes.shorts(byBefore);
    for (; x <= pairs - N / 2; x += N / 2) {
      long at = columnsAt + 8L * x;
      LongVector p = LongVector.fromMemorySegment(LONGS, ALL, at, NATIVE);
      LongVector q = LongVector.fromMemorySegment(LONGS, ALL, at - 4, NATIVE);
      ShortVector sum = p.reinterpretAsShorts().mul(first);
      sum = sum.add(p.lanewise(LSHR, 32).reinterpretAsShorts().mul(second));
      sum = sum.add(q.reinterpretAsShorts().mul(before));
      ((IntVector) sum.reinterpretAsLongs().convertShape(L2I, INTS_HALF, 0))
          .intoMemorySegment(ALL, sumsAt + 4L * x, NATIVE);
    }
    return x;
  }

  /**
   * {@link #columns} of one row and {@link #halve} of them in one step, but for the first pair,
   * whose pixel before is none. The second pixel of a pair counts for what the other two leave of
   * 4.
   */
  static int halveRow(
      MemorySegment in,
      long row,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width,
      int byBefore,
      int byFirst) {
    row = address(in, row, 4L * width);
    long evenAt = address(sums, sumsAt, 2L * width);
    long oddAt = address(sums, sumsAt + stride, 2L * width);
    int pairs = width >> 1;
    ShortVector first = Lanes.shorts(4 * byFirst);
    ShortVector second = Lanes.shorts(4 * (4 - byBefore - byFirst));
    ShortVector before = Lanes.shorts(4 * byBefore);
    int x = 1;
    for (; x <= pairs - N / 2; x += N / 2) {
      long at = row + 8L * x;
      LongVector p = LongVector.fromMemorySegment(LONGS, ALL, at, LE);
      LongVector q = LongVector.fromMemorySegment(LONGS, ALL, at - 4, LE);
      LongVector e = p.and(EVEN_BYTES);
      ShortVector even = e.reinterpretAsShorts().mul(first);
      even = even.add(e.lanewise(LSHR, 32).reinterpretAsShorts().mul(second));
      even = even.add(q.and(EVEN_BYTES).reinterpretAsShorts().mul(before));
      ((IntVector) even.reinterpretAsLongs().convertShape(L2I, INTS_HALF, 0))
          .intoMemorySegment(ALL, evenAt + 4L * x, NATIVE);
      LongVector o = p.lanewise(LSHR, 8).and(EVEN_BYTES);
      ShortVector odd = o.reinterpretAsShorts().mul(first);
      odd = odd.add(o.lanewise(LSHR, 32).reinterpretAsShorts().mul(second));
      odd = odd.add(q.lanewise(LSHR, 8).and(EVEN_BYTES).reinterpretAsShorts().mul(before));
      ((IntVector) odd.reinterpretAsLongs().convertShape(L2I, INTS_HALF, 0))
          .intoMemorySegment(ALL, oddAt + 4L * x, NATIVE);
    }
    return x;
  }

  /** U of sums, in the low halves; V is to follow. */
  static int sumsToU(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment wide,
      long wideAt,
      int pairs,
      int red,
      Weights w) {
    long evenAt = address(sums, sumsAt, 4L * pairs);
    long oddAt = address(sums, sumsAt + stride, 4L * pairs);
    wideAt = address(wide, wideAt, 4L * pairs);
    IntVector byR = Lanes.ints(w.byR());
    IntVector byG = Lanes.ints(w.byG());
    IntVector byB = Lanes.ints(w.byB());
    IntVector add = Lanes.ints(w.add());
    int x = 0;
    for (; x <= pairs - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, ALL, evenAt + 4L * x, NATIVE);
      IntVector g = IntVector.fromMemorySegment(INTS, ALL, oddAt + 4L * x, NATIVE);
      IntVector r = p.lanewise(LSHR, red).and(LOW_HALF).mul(byR);
      IntVector b = p.lanewise(LSHR, 16 - red).and(LOW_HALF).mul(byB);
      IntVector sum = r.add(g.and(LOW_HALF).mul(byG)).add(b).add(add);
      sum.lanewise(LSHR, Weights.SHIFT).intoMemorySegment(ALL, wideAt + 4L * x, NATIVE);
    }
    return x;
  }

  /** V of sums into the high halves, beside U. */
  static int sumsToV(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment wide,
      long wideAt,
      int pairs,
      int red,
      Weights w) {
    long evenAt = address(sums, sumsAt, 4L * pairs);
    long oddAt = address(sums, sumsAt + stride, 4L * pairs);
    wideAt = address(wide, wideAt, 4L * pairs);
    IntVector byR = Lanes.ints(w.byR());
    IntVector byG = Lanes.ints(w.byG());
    IntVector byB = Lanes.ints(w.byB());
    IntVector add = Lanes.ints(w.add());
    int x = 0;
    for (; x <= pairs - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, ALL, evenAt + 4L * x, NATIVE);
      IntVector g = IntVector.fromMemorySegment(INTS, ALL, oddAt + 4L * x, NATIVE);
      IntVector u = IntVector.fromMemorySegment(INTS, ALL, wideAt + 4L * x, NATIVE);
      IntVector r = p.lanewise(LSHR, red).and(LOW_HALF).mul(byR);
      IntVector b = p.lanewise(LSHR, 16 - red).and(LOW_HALF).mul(byB);
      IntVector sum = r.add(g.and(LOW_HALF).mul(byG)).add(b).add(add);
      // The sum is not negative: what is below its 16 bits makes room for U.
      sum.and(HIGH_HALF).or(u).intoMemorySegment(ALL, wideAt + 4L * x, NATIVE);
    }
    return x;
  }
}
