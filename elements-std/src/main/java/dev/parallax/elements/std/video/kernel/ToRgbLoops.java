package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.OPAQUE;
import static dev.parallax.elements.std.video.kernel.Lanes.ZERO;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Vector loops from YUV and grey to packed pixels, and luma to grey. Each returns how far it came.
 */
final class ToRgbLoops {
  private static final VectorShuffle<Integer> TWICE_LOW = VectorShuffle.fromOp(INTS, i -> i >> 1);
  private static final VectorShuffle<Integer> TWICE_HIGH =
      VectorShuffle.fromOp(INTS, i -> N / 2 + (i >> 1));
  private static final IntVector LUMA = Lanes.ints(Bt601.LUMA);
  private static final IntVector GRAY = Lanes.ints(Bt601.HALF - 16 * Bt601.LUMA);
  private static final IntVector REPEAT = Lanes.ints(0x010101);

  private ToRgbLoops() {}

  /** {@code byU * (U - 128) + byV * (V - 128) + BLACK}, each twice. */
  static int term(
      MemorySegment chroma,
      long uAt,
      long vAt,
      int byU,
      int byV,
      MemorySegment terms,
      long termsAt,
      int width) {
    IntVector uFactor = IntVector.broadcast(INTS, byU);
    IntVector vFactor = IntVector.broadcast(INTS, byV);
    IntVector bias = IntVector.broadcast(INTS, Bt601.BLACK - 128 * (byU + byV));
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector u =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, chroma, uAt + (x >> 1), LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector v =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, chroma, vAt + (x >> 1), LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector term = u.mul(uFactor).add(v.mul(vFactor)).add(bias);
      term.rearrange(TWICE_LOW).intoMemorySegment(terms, termsAt + 4L * x, NATIVE);
      term.rearrange(TWICE_HIGH).intoMemorySegment(terms, termsAt + 4L * (x + N), NATIVE);
    }
    return x;
  }

  static int packed(
      MemorySegment y,
      long yAt,
      MemorySegment terms,
      long termsAt,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red) {
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector luma =
          ((IntVector)
                  ByteVector.fromMemorySegment(BYTES_N, y, yAt + x, LE)
                      .convertShape(ZERO_EXTEND_B2I, INTS, 0))
              .mul(LUMA);
      long at = termsAt + 4L * x;
      IntVector r = IntVector.fromMemorySegment(INTS, terms, at, NATIVE);
      IntVector g = IntVector.fromMemorySegment(INTS, terms, at + stride, NATIVE);
      IntVector b = IntVector.fromMemorySegment(INTS, terms, at + 2 * stride, NATIVE);
      r = r.add(luma).lanewise(ASHR, Bt601.SHIFT).max(ZERO).min(BYTE).lanewise(LSHL, red);
      g = g.add(luma).lanewise(ASHR, Bt601.SHIFT).max(ZERO).min(BYTE).lanewise(LSHL, 8);
      b = b.add(luma).lanewise(ASHR, Bt601.SHIFT).max(ZERO).min(BYTE).lanewise(LSHL, 16 - red);
      r.or(g).or(b).or(OPAQUE).intoMemorySegment(out, outAt + 4L * x, LE);
    }
    return x;
  }

  static int packedGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector gray =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, in, inAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      gray.mul(REPEAT).or(OPAQUE).intoMemorySegment(out, outAt + 4L * x, LE);
    }
    return x;
  }

  static int gray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector luma =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, in, inAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector gray = luma.mul(LUMA).add(GRAY).lanewise(ASHR, Bt601.SHIFT).max(ZERO).min(BYTE);
      ((ByteVector) gray.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(out, outAt + x, LE);
    }
    return x;
  }
}
