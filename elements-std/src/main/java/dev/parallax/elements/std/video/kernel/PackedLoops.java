package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2B;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Vector loops between 4:2:2 and 4:2:0 of bytes. Each returns how far it came.
 *
 * <p>The two orders of packed bytes have loops of their own, and pairs of 16 bits are shifted as
 * ints where nothing that counts crosses from one to the other: x86 shifts ints by a constant in
 * one step, anything else in two.
 */
final class PackedLoops {
  private static final IntVector EVEN_BYTES = Lanes.ints(0x00ff_00ff);
  private static final IntVector ODD_BYTES = Lanes.ints(0xff00_ff00);
  private static final IntVector ONES = Lanes.ints(0x1_0001);
  private static final ShortVector TWO = Lanes.shorts(2);
  private static final ShortVector THREE = Lanes.shorts(3);
  private static final ShortVector EIGHT = Lanes.shorts(8);

  private PackedLoops() {}

  static int blendPlanar(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment out,
      long outAt,
      int pairs) {
    uA = address(in, uA, pairs);
    uB = address(in, uB, pairs);
    vA = address(in, vA, pairs);
    vB = address(in, vB, pairs);
    outAt = address(out, outAt, 2L * pairs);
    ShortVector a = Lanes.shorts(byA);
    ShortVector b = Lanes.shorts(byB);
    int x = 0;
    for (; x <= pairs - 2 * N; x += 2 * N) {
      ShortVector u0 =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, uA + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector u1 =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, uB + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector v0 =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, vA + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector v1 =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, vB + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector u = u0.mul(a).add(u1.mul(b)).add(EIGHT).lanewise(LSHR, 4);
      ShortVector v = v0.mul(a).add(v1.mul(b)).add(EIGHT).lanewise(LSHR, 4);
      u.or(v.lanewise(LSHL, 8)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int blendPairs(
      MemorySegment in,
      long rowA,
      long rowB,
      int byA,
      int byB,
      MemorySegment out,
      long outAt,
      int pairs) {
    rowA = address(in, rowA, 2L * pairs);
    rowB = address(in, rowB, 2L * pairs);
    outAt = address(out, outAt, 2L * pairs);
    ShortVector a = Lanes.shorts(byA);
    ShortVector b = Lanes.shorts(byB);
    int x = 0;
    for (; x <= pairs - N; x += N) {
      ShortVector c0 =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, rowA + 2L * x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector c1 =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, rowB + 2L * x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector c = c0.mul(a).add(c1.mul(b)).add(EIGHT).lanewise(LSHR, 4);
      ((ByteVector) c.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int packPairs(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    yAt = address(y, yAt, width);
    chromaAt = address(chroma, chromaAt, width);
    outAt = address(out, outAt, 2L * width);
    int other = 8 - luma;
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector l =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector c =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, chromaAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      l.lanewise(LSHL, luma).or(c.lanewise(LSHL, other)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int mixYuyv(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long near,
      long far,
      MemorySegment out,
      long outAt,
      int width) {
    yAt = address(y, yAt, width);
    near = address(chroma, near, width);
    far = address(chroma, far, width);
    outAt = address(out, outAt, 2L * width);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector a =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, near + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector b =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, far + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      IntVector l =
          ((ShortVector)
                  ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                      .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0))
              .reinterpretAsInts();
      IntVector c = a.mul(THREE).add(b.add(TWO)).reinterpretAsInts();
      c.lanewise(LSHL, 6).and(ODD_BYTES).or(l).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int mixUyvy(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long near,
      long far,
      MemorySegment out,
      long outAt,
      int width) {
    yAt = address(y, yAt, width);
    near = address(chroma, near, width);
    far = address(chroma, far, width);
    outAt = address(out, outAt, 2L * width);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector a =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, near + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector b =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, far + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      IntVector l =
          ((ShortVector)
                  ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                      .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0))
              .reinterpretAsInts();
      IntVector c = a.mul(THREE).add(b.add(TWO)).reinterpretAsInts();
      c.lanewise(LSHR, 2)
          .and(EVEN_BYTES)
          .or(l.lanewise(LSHL, 8))
          .intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int splitYuyv(
      MemorySegment in,
      long rowA,
      long rowB,
      MemorySegment out,
      long yA,
      long yB,
      long uAt,
      long vAt,
      int width) {
    rowA = address(in, rowA, 2L * width);
    rowB = address(in, rowB, 2L * width);
    yA = address(out, yA, width);
    yB = address(out, yB, width);
    uAt = address(out, uAt, width >> 1);
    vAt = address(out, vAt, width >> 1);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector a = IntVector.fromMemorySegment(INTS, ALL, rowA + 2L * x, LE);
      IntVector b = IntVector.fromMemorySegment(INTS, ALL, rowB + 2L * x, LE);
      ((ByteVector) a.reinterpretAsShorts().convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, yA + x, LE);
      ((ByteVector) b.reinterpretAsShorts().convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, yB + x, LE);
      IntVector c = a.lanewise(LSHR, 8).and(EVEN_BYTES);
      IntVector sum = b.lanewise(LSHR, 8).and(EVEN_BYTES).add(c).add(ONES);
      ((ByteVector) sum.lanewise(LSHR, 1).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, uAt + (x >> 1), LE);
      ((ByteVector) sum.lanewise(LSHR, 17).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, vAt + (x >> 1), LE);
    }
    return x;
  }

  static int splitUyvy(
      MemorySegment in,
      long rowA,
      long rowB,
      MemorySegment out,
      long yA,
      long yB,
      long uAt,
      long vAt,
      int width) {
    rowA = address(in, rowA, 2L * width);
    rowB = address(in, rowB, 2L * width);
    yA = address(out, yA, width);
    yB = address(out, yB, width);
    uAt = address(out, uAt, width >> 1);
    vAt = address(out, vAt, width >> 1);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector a = IntVector.fromMemorySegment(INTS, ALL, rowA + 2L * x, LE);
      IntVector b = IntVector.fromMemorySegment(INTS, ALL, rowB + 2L * x, LE);
      ((ByteVector) a.lanewise(LSHR, 8).reinterpretAsShorts().convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, yA + x, LE);
      ((ByteVector) b.lanewise(LSHR, 8).reinterpretAsShorts().convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, yB + x, LE);
      IntVector c = a.and(EVEN_BYTES);
      IntVector sum = b.and(EVEN_BYTES).add(c).add(ONES);
      ((ByteVector) sum.lanewise(LSHR, 1).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, uAt + (x >> 1), LE);
      ((ByteVector) sum.lanewise(LSHR, 17).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, vAt + (x >> 1), LE);
    }
    return x;
  }
}
