package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.OPAQUE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2B;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Vector loops of {@link BlendRows}. Each returns how far it came. */
final class BlendLoops {
  private static final ShortVector HALF_8 = Lanes.shorts(128);
  private static final IntVector HALF_8_INTS = Lanes.ints(128);
  private static final IntVector EVEN = Lanes.ints(0x00ff_00ff);
  private static final IntVector ODD = Lanes.ints(0xff00_ff00);
  private static final IntVector HALVES = Lanes.ints(0x0080_0080);
  private static final IntVector WHOLE = Lanes.ints(256);

  private BlendLoops() {}

  /** A product and a sum stay below 2^16, so shorts without a sign hold them. */
  static int bytes(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    inAt = address(in, inAt, count);
    outAt = address(out, outAt, count);
    ShortVector part = ShortVector.broadcast(SHORTS_2N, weight);
    ShortVector rest = ShortVector.broadcast(SHORTS_2N, 256 - weight);
    int x = 0;
    for (; x <= count - 2 * N; x += 2 * N) {
      ShortVector a =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, inAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector b =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, outAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector sum = a.mul(part).add(b.mul(rest)).add(HALF_8).lanewise(LSHR, 8);
      ((ByteVector) sum.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }

  static int words(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    inAt = address(in, inAt, 2L * count);
    outAt = address(out, outAt, 2L * count);
    IntVector part = IntVector.broadcast(INTS, weight);
    IntVector rest = IntVector.broadcast(INTS, 256 - weight);
    int x = 0;
    for (; x <= count - N; x += N) {
      IntVector a =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, inAt + 2L * x, LE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector b =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, outAt + 2L * x, LE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector sum = a.mul(part).add(b.mul(rest)).add(HALF_8_INTS).lanewise(LSHR, 8);
      ((ShortVector) sum.convertShape(I2S, SHORTS_N, 0)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  /** An int holds two products, each with its sum below 2^16. */
  static int over(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    inAt = address(in, inAt, 4L * count);
    outAt = address(out, outAt, 4L * count);
    IntVector whole = IntVector.broadcast(INTS, weight);
    int x = 0;
    for (; x <= count - N; x += N) {
      IntVector a = IntVector.fromMemorySegment(INTS, ALL, inAt + 4L * x, LE);
      IntVector b = IntVector.fromMemorySegment(INTS, ALL, outAt + 4L * x, LE);
      IntVector opacity = a.lanewise(LSHR, 24).mul(whole).add(HALF_8_INTS).lanewise(LSHR, 8);
      IntVector part = opacity.add(opacity.lanewise(LSHR, 7));
      IntVector rest = WHOLE.sub(part);
      IntVector even =
          a.and(EVEN).mul(part).add(b.and(EVEN).mul(rest)).add(HALVES).lanewise(LSHR, 8).and(EVEN);
      IntVector odd =
          a.lanewise(LSHR, 8)
              .and(EVEN)
              .mul(part)
              .add(b.lanewise(LSHR, 8).and(EVEN).mul(rest))
              .add(HALVES)
              .and(ODD);
      even.or(odd).or(OPAQUE).intoMemorySegment(ALL, outAt + 4L * x, LE);
    }
    return x;
  }
}
