package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.LOW_HALF;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Vector loops of bilinear scaling. Each returns how far it came. */
final class ScaleLoops {
  private static final IntVector HALF_4 = Lanes.ints(8);
  private static final IntVector HALF_18 = Lanes.ints(1 << 17);

  private ScaleLoops() {}

  static int blendRows(
      MemorySegment in,
      long row0,
      long row1,
      int weight,
      MemorySegment out,
      long outAt,
      int bytes) {
    IntVector of0 = IntVector.broadcast(INTS, 2048 - weight);
    IntVector of1 = IntVector.broadcast(INTS, weight);
    int x = 0;
    for (; x <= bytes - N; x += N) {
      IntVector a =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, in, row0 + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector b =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, in, row1 + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector sum = a.mul(of0).add(b.mul(of1)).add(HALF_4).lanewise(ASHR, 4);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0))
          .intoMemorySegment(out, outAt + 2L * x, NATIVE);
    }
    return x;
  }

  static int pairColumns(MemorySegment row, long rowAt, int step, int[] pairs, int samples) {
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector left =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, row, rowAt + 2L * i, NATIVE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector right =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, row, rowAt + 2L * (i + step), NATIVE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      left.or(right.lanewise(LSHL, 16)).intoArray(pairs, i);
    }
    return i;
  }

  static int blendColumns(
      int[] pairs, int[] index, int[] weight, MemorySegment out, long outAt, int samples) {
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector pair = IntVector.fromArray(INTS, pairs, 0, index, i);
      IntVector left = pair.and(LOW_HALF);
      IntVector slope = pair.lanewise(LSHR, 16).sub(left).mul(IntVector.fromArray(INTS, weight, i));
      IntVector sum = left.lanewise(LSHL, 11).add(slope).add(HALF_18).lanewise(ASHR, 18);
      ((ByteVector) sum.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(out, outAt + i, LE);
    }
    return i;
  }

  /** An int holds two samples, half a pixel; both are blended apart and packed again. */
  static int blendPixels(
      MemorySegment in,
      long leftAt,
      long rightAt,
      int[] weight,
      MemorySegment out,
      long outAt,
      int pixels) {
    int x = 0;
    for (; x <= pixels - N / 2; x += N / 2) {
      IntVector left = IntVector.fromMemorySegment(INTS, in, leftAt + 8L * x, NATIVE);
      IntVector right = IntVector.fromMemorySegment(INTS, in, rightAt + 8L * x, NATIVE);
      IntVector w = IntVector.fromArray(INTS, weight, 2 * x);
      IntVector low = left.and(LOW_HALF);
      IntVector high = left.lanewise(LSHR, 16);
      IntVector lowSlope = right.and(LOW_HALF).sub(low).mul(w);
      IntVector highSlope = right.lanewise(LSHR, 16).sub(high).mul(w);
      low = low.lanewise(LSHL, 11).add(lowSlope).add(HALF_18).lanewise(LSHR, 18);
      high =
          high.lanewise(LSHL, 11).add(highSlope).add(HALF_18).lanewise(LSHR, 18).lanewise(LSHL, 8);
      ((ShortVector) low.or(high).convertShape(I2S, SHORTS_N, 0))
          .intoMemorySegment(out, outAt + 4L * x, LE);
    }
    return x;
  }
}
