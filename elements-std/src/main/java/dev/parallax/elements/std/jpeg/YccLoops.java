package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.JpegLanes.BYTES;
import static dev.parallax.elements.std.jpeg.JpegLanes.BYTES_16;
import static dev.parallax.elements.std.jpeg.JpegLanes.BYTES_8;
import static dev.parallax.elements.std.jpeg.JpegLanes.INTS;
import static dev.parallax.elements.std.jpeg.JpegLanes.LE;
import static dev.parallax.elements.std.jpeg.JpegLanes.SHORTS;
import static dev.parallax.elements.std.jpeg.JpegLanes.WITH_ALPHA;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.B_TO_CB;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.B_TO_CR;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.B_TO_Y;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.CHROMA;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.G_TO_CB;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.G_TO_CR;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.G_TO_Y;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.HALF;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.R_TO_CB;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.R_TO_CR;
import static dev.parallax.elements.std.jpeg.ScalarJpegEncodeKernels.R_TO_Y;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Pixels to YCbCr. Each loop returns the first pixel that it has not done. */
final class YccLoops {
  private static final int N = 8;

  private YccLoops() {}

  static int fromPacked(
      MemorySegment in, long at, int red, byte[] y, byte[] cb, byte[] cr, int to, int pixels) {
    int i = 0;
    for (; i + N <= pixels; i += N) {
      IntVector pixel = IntVector.fromMemorySegment(INTS, in, at + 4L * i, LE);
      IntVector r = pixel.lanewise(VectorOperators.LSHR, red).and(0xff);
      IntVector g = pixel.lanewise(VectorOperators.LSHR, 8).and(0xff);
      IntVector b = pixel.lanewise(VectorOperators.LSHR, 16 - red).and(0xff);
      ((ByteVector)
              r.mul(R_TO_Y)
                  .add(g.mul(G_TO_Y))
                  .add(b.mul(B_TO_Y))
                  .add(HALF)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2B, BYTES_8, 0))
          .intoArray(y, to + i);
      ((ByteVector)
              r.mul(R_TO_CB)
                  .add(g.mul(G_TO_CB))
                  .add(b.mul(B_TO_CB))
                  .add(CHROMA)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2B, BYTES_8, 0))
          .intoArray(cb, to + i);
      ((ByteVector)
              r.mul(R_TO_CR)
                  .add(g.mul(G_TO_CR))
                  .add(b.mul(B_TO_CR))
                  .add(CHROMA)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2B, BYTES_8, 0))
          .intoArray(cr, to + i);
    }
    return i;
  }

  /** 24-bit pixels: 24 bytes are used of the 32 that are read. */
  static int fromRgb(
      MemorySegment in, long at, byte[] y, byte[] cb, byte[] cr, int to, int pixels) {
    int i = 0;
    for (; i + N + 3 <= pixels; i += N) {
      IntVector pixel =
          ByteVector.fromMemorySegment(BYTES, in, at + 3L * i, LE)
              .rearrange(WITH_ALPHA)
              .reinterpretAsInts();
      IntVector r = pixel.and(0xff);
      IntVector g = pixel.lanewise(VectorOperators.LSHR, 8).and(0xff);
      IntVector b = pixel.lanewise(VectorOperators.LSHR, 16).and(0xff);
      ((ByteVector)
              r.mul(R_TO_Y)
                  .add(g.mul(G_TO_Y))
                  .add(b.mul(B_TO_Y))
                  .add(HALF)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2B, BYTES_8, 0))
          .intoArray(y, to + i);
      ((ByteVector)
              r.mul(R_TO_CB)
                  .add(g.mul(G_TO_CB))
                  .add(b.mul(B_TO_CB))
                  .add(CHROMA)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2B, BYTES_8, 0))
          .intoArray(cb, to + i);
      ((ByteVector)
              r.mul(R_TO_CR)
                  .add(g.mul(G_TO_CR))
                  .add(b.mul(B_TO_CR))
                  .add(CHROMA)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2B, BYTES_8, 0))
          .intoArray(cr, to + i);
    }
    return i;
  }

  /** Pairs of bytes to their first and their second ones. */
  static int split(
      MemorySegment in,
      long at,
      byte[] first,
      int firstAt,
      byte[] second,
      int secondAt,
      int pairs) {
    int i = 0;
    for (; i + 16 <= pairs; i += 16) {
      ShortVector both = ShortVector.fromMemorySegment(SHORTS, in, at + 2L * i, LE);
      ((ByteVector) both.convertShape(VectorOperators.S2B, BYTES_16, 0))
          .intoArray(first, firstAt + i);
      ((ByteVector)
              both.lanewise(VectorOperators.LSHR, 8).convertShape(VectorOperators.S2B, BYTES_16, 0))
          .intoArray(second, secondAt + i);
    }
    return i;
  }
}
