package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.JpegLanes.BYTES_16;
import static dev.parallax.elements.std.jpeg.JpegLanes.SHORTS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Interpolation of chroma. Each loop returns the first sample that it has not done. */
final class UpsampleLoops {
  private static final int N = 16;

  private UpsampleLoops() {}

  /** All but the first sample. */
  static int doubleWidth(byte[] in, int at, byte[] out, int samples) {
    int i = 1;
    for (; i + N + 1 <= samples; i += N) {
      ShortVector near =
          ((ShortVector)
                  ByteVector.fromArray(BYTES_16, in, at + i)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
              .mul((short) 3);
      ShortVector even =
          near.add(
                  ByteVector.fromArray(BYTES_16, in, at + i - 1)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
              .add((short) 1);
      ShortVector odd =
          near.add(
                  ByteVector.fromArray(BYTES_16, in, at + i + 1)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
              .add((short) 2);
      even.lanewise(VectorOperators.LSHR, 2)
          .or(odd.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.LSHL, 8))
          .reinterpretAsBytes()
          .intoArray(out, 2 * i);
    }
    return i;
  }

  static int between(byte[] in, int near, int far, int bias, byte[] out, int samples) {
    int i = 0;
    for (; i + N <= samples; i += N) {
      ShortVector sum =
          ((ShortVector)
                  ByteVector.fromArray(BYTES_16, in, near + i)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
              .mul((short) 3)
              .add(
                  ByteVector.fromArray(BYTES_16, in, far + i)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0));
      ((ByteVector)
              sum.add((short) bias)
                  .lanewise(VectorOperators.LSHR, 2)
                  .convertShape(VectorOperators.S2B, BYTES_16, 0))
          .intoArray(out, i);
    }
    return i;
  }

  static int sums(byte[] in, int near, int far, short[] sums, int samples) {
    int i = 0;
    for (; i + N <= samples; i += N) {
      ((ShortVector)
              ByteVector.fromArray(BYTES_16, in, near + i)
                  .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
          .mul((short) 3)
          .add(
              ByteVector.fromArray(BYTES_16, in, far + i)
                  .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
          .intoArray(sums, i + 1);
    }
    return i;
  }

  static int spread(short[] sums, byte[] out, int samples) {
    int i = 0;
    for (; i + N <= samples; i += N) {
      ShortVector near = ShortVector.fromArray(SHORTS, sums, i + 1).mul((short) 3);
      ShortVector even = near.add(ShortVector.fromArray(SHORTS, sums, i)).add((short) 8);
      ShortVector odd = near.add(ShortVector.fromArray(SHORTS, sums, i + 2)).add((short) 7);
      even.lanewise(VectorOperators.LSHR, 4)
          .or(odd.lanewise(VectorOperators.LSHR, 4).lanewise(VectorOperators.LSHL, 8))
          .reinterpretAsBytes()
          .intoArray(out, 2 * i);
    }
    return i;
  }
}
