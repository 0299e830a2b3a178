package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
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

/** Vector loops between 4:2:2 and 4:2:0 of bytes. Each returns how far it came. */
final class Loops422 {
  private static final ShortVector LOW_BYTE = Lanes.shorts(0xff);
  private static final ShortVector ONE = Lanes.shorts(1);
  private static final ShortVector EIGHT = Lanes.shorts(8);

  private Loops422() {}

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

  static int split(
      MemorySegment in,
      long rowA,
      long rowB,
      MemorySegment out,
      long yA,
      long yB,
      long uAt,
      long vAt,
      int width,
      int luma) {
    rowA = address(in, rowA, 2L * width);
    rowB = address(in, rowB, 2L * width);
    yA = address(out, yA, width);
    yB = address(out, yB, width);
    uAt = address(out, uAt, width >> 1);
    vAt = address(out, vAt, width >> 1);
    int chroma = 8 - luma;
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector a = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowA + 2L * x, LE);
      ShortVector b = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowB + 2L * x, LE);
      ((ByteVector) a.lanewise(LSHR, luma).convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, yA + x, LE);
      ((ByteVector) b.lanewise(LSHR, luma).convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, yB + x, LE);
      ShortVector c = a.lanewise(LSHR, chroma).and(LOW_BYTE);
      ShortVector d = b.lanewise(LSHR, chroma).and(LOW_BYTE);
      IntVector mean = c.add(d).add(ONE).lanewise(LSHR, 1).reinterpretAsInts();
      ((ByteVector) mean.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, uAt + (x >> 1), LE);
      ((ByteVector) mean.lanewise(LSHR, 16).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, vAt + (x >> 1), LE);
    }
    return x;
  }
}
