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
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/** Vector loops from packed pixels to luma and chroma. Each returns how far it came. */
final class FromRgbLoops {
  private static final LongVector BYTES_0_2 = Lanes.longs(0x00ff_00ff_00ff_00ffL);
  private static final LongVector BYTE_0 = Lanes.longs(0x0000_00ff_0000_00ffL);

  private FromRgbLoops() {}

  /** {@code (byR * R + byG * G + byB * B + bias) >> 16}. */
  static int weighted(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      int byR,
      int byG,
      int byB,
      int bias) {
    IntVector rFactor = IntVector.broadcast(INTS, byR);
    IntVector gFactor = IntVector.broadcast(INTS, byG);
    IntVector bFactor = IntVector.broadcast(INTS, byB);
    IntVector add = IntVector.broadcast(INTS, bias);
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, in, inAt + 4L * x, LE);
      IntVector r = p.lanewise(LSHR, red).and(BYTE).mul(rFactor);
      IntVector g = p.lanewise(LSHR, 8).and(BYTE).mul(gFactor);
      IntVector b = p.lanewise(LSHR, 16 - red).and(BYTE).mul(bFactor);
      IntVector sum = r.add(g).add(b).add(add).lanewise(ASHR, Bt601.SHIFT);
      ((ByteVector) sum.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(out, outAt + x, LE);
    }
    return x;
  }

  /** A long holds two pixels side by side; no sum of four bytes leaves its 16 bits. */
  static int sums(
      MemorySegment in,
      long row0,
      long row1,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width) {
    int x = 0;
    for (; x <= width - N; x += N) {
      LongVector a = LongVector.fromMemorySegment(LONGS, in, row0 + 4L * x, LE);
      LongVector b = LongVector.fromMemorySegment(LONGS, in, row1 + 4L * x, LE);
      LongVector even = a.and(BYTES_0_2).add(b.and(BYTES_0_2));
      LongVector odd = a.lanewise(LSHR, 8).and(BYTE_0).add(b.lanewise(LSHR, 8).and(BYTE_0));
      even = even.add(even.lanewise(LSHR, 32));
      odd = odd.add(odd.lanewise(LSHR, 32));
      ((IntVector) even.convertShape(L2I, INTS_HALF, 0))
          .intoMemorySegment(sums, sumsAt + 2L * x, NATIVE);
      ((IntVector) odd.convertShape(L2I, INTS_HALF, 0))
          .intoMemorySegment(sums, sumsAt + stride + 2L * x, NATIVE);
    }
    return x;
  }

  /** {@code (byR * R + byG * G + byB * B + bias) >> 18} of sums over four pixels. */
  static int weightedSums(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment out,
      long outAt,
      int pairs,
      int red,
      int byR,
      int byG,
      int byB,
      int bias) {
    IntVector rFactor = IntVector.broadcast(INTS, byR);
    IntVector gFactor = IntVector.broadcast(INTS, byG);
    IntVector bFactor = IntVector.broadcast(INTS, byB);
    IntVector add = IntVector.broadcast(INTS, bias);
    int x = 0;
    for (; x <= pairs - N; x += N) {
      IntVector even = IntVector.fromMemorySegment(INTS, sums, sumsAt + 4L * x, NATIVE);
      IntVector g =
          IntVector.fromMemorySegment(INTS, sums, sumsAt + stride + 4L * x, NATIVE).mul(gFactor);
      IntVector r = even.lanewise(LSHR, red).and(LOW_HALF).mul(rFactor);
      IntVector b = even.lanewise(LSHR, 16 - red).and(LOW_HALF).mul(bFactor);
      IntVector sum = r.add(g).add(b).add(add).lanewise(ASHR, Bt601.SHIFT + 2);
      ((ByteVector) sum.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(out, outAt + x, LE);
    }
    return x;
  }
}
