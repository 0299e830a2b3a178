package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.JpegLanes.BYTES_8;
import static dev.parallax.elements.std.jpeg.JpegLanes.INTS;
import static dev.parallax.elements.std.jpeg.JpegLanes.LE;
import static dev.parallax.elements.std.jpeg.JpegLanes.WITHOUT_ALPHA;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CB_TO_B;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CB_TO_G;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CR_TO_G;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CR_TO_R;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.HALF;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** YCbCr to RGB. */
final class RgbLoops {
  private static final int N = 8;

  private RgbLoops() {}

  /** Returns the first pixel that is not done: a block of 24 bytes is stored with 8 more. */
  static int toRgb(
      byte[] y,
      int yAt,
      byte[] cb,
      int cbAt,
      byte[] cr,
      int crAt,
      MemorySegment out,
      long outAt,
      int pixels) {
    int i = 0;
    for (; i + N + 3 <= pixels; i += N) {
      IntVector luma =
          (IntVector)
              ByteVector.fromArray(BYTES_8, y, yAt + i)
                  .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
      IntVector u =
          ((IntVector)
                  ByteVector.fromArray(BYTES_8, cb, cbAt + i)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0))
              .sub(128);
      IntVector v =
          ((IntVector)
                  ByteVector.fromArray(BYTES_8, cr, crAt + i)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0))
              .sub(128);
      IntVector r =
          luma.add(v.mul(CR_TO_R).add(HALF).lanewise(VectorOperators.ASHR, 16)).max(0).min(255);
      IntVector g =
          luma.add(u.mul(CB_TO_G).add(v.mul(CR_TO_G)).add(HALF).lanewise(VectorOperators.ASHR, 16))
              .max(0)
              .min(255);
      IntVector b =
          luma.add(u.mul(CB_TO_B).add(HALF).lanewise(VectorOperators.ASHR, 16)).max(0).min(255);
      r.or(g.lanewise(VectorOperators.LSHL, 8))
          .or(b.lanewise(VectorOperators.LSHL, 16))
          .reinterpretAsBytes()
          .rearrange(WITHOUT_ALPHA)
          .intoMemorySegment(out, outAt + 3L * i, LE);
    }
    return i;
  }
}
