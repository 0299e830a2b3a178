package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.LOW_HALF;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.OPAQUE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.elements.std.video.kernel.Lanes.ZERO;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Vector loops to packed pixels. Each returns how far it came. */
final class ToRgbLoops {
  private static final int SHIFT = YuvToRgb.SHIFT;
  private static final IntVector MAX_10 = Lanes.ints(1023);
  private static final IntVector REPEAT = Lanes.ints(0x010101);

  private ToRgbLoops() {}

  static int packed16(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToRgb m) {
    chromaAt = address(chroma, chromaAt, 4L * width);
    yAt = address(y, yAt, 2L * width);
    outAt = address(out, outAt, 4L * width);
    int x = 0;
    IntVector factorY = Lanes.ints(m.y());
    IntVector vToR = Lanes.ints(m.rv());
    IntVector uToG = Lanes.ints(m.gu());
    IntVector vToG = Lanes.ints(m.gv());
    IntVector uToB = Lanes.ints(m.bu());
    IntVector addR = Lanes.ints(m.addR());
    IntVector addG = Lanes.ints(m.addG());
    IntVector addB = Lanes.ints(m.addB());
    for (; x <= width - N; x += N) {
      IntVector uv = IntVector.fromMemorySegment(INTS, ALL, chromaAt + 4L * x, NATIVE);
      IntVector l =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS_N, ALL, yAt + 2L * x, LE)
                      .convertShape(ZERO_EXTEND_S2I, INTS, 0))
              .min(MAX_10);
      l = l.mul(factorY);
      IntVector u = uv.and(LOW_HALF);
      IntVector v = uv.lanewise(LSHR, 16);
      IntVector r = v.mul(vToR).add(addR).add(l).lanewise(ASHR, SHIFT).max(ZERO).min(BYTE);
      IntVector g = u.mul(uToG).add(v.mul(vToG)).add(addG).add(l).lanewise(ASHR, SHIFT);
      IntVector b = u.mul(uToB).add(addB).add(l).lanewise(ASHR, SHIFT).max(ZERO).min(BYTE);
      r.lanewise(LSHL, red)
          .or(g.max(ZERO).min(BYTE).lanewise(LSHL, 8))
          .or(b.lanewise(LSHL, 16 - red))
          .or(OPAQUE)
          .intoMemorySegment(ALL, outAt + 4L * x, LE);
    }
    return x;
  }

  static int packedGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    inAt = address(in, inAt, width);
    outAt = address(out, outAt, 4L * width);
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector gray =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, inAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      gray.mul(REPEAT).or(OPAQUE).intoMemorySegment(ALL, outAt + 4L * x, LE);
    }
    return x;
  }
}
