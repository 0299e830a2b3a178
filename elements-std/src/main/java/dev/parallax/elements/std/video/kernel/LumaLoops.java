package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.LOW_HALF;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.elements.std.video.kernel.Lanes.ZERO;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2B;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Vector loops from luma to luma. Each returns how far it came. */
final class LumaLoops {
  private static final int ONE = 65_536;
  private static final IntVector MAX_10 = Lanes.ints(1023);
  private static final ShortVector NONE = Lanes.shorts(0);
  private static final ShortVector LOW_BYTE = Lanes.shorts(0xff);

  private LumaLoops() {}

  /**
   * {@code (y * by + add) >> 16} in 16 bits. With {@code by = 65536 + 256 * high + low} and {@code
   * add} in two parts likewise it is {@code y + ((y * high + addHigh + ((y * low + addLow) >> 8))
   * >> 8)}, of which no part overflows while {@link #fits}.
   */
  static int scale(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    if (!fits(by, add)) {
      return 0;
    }
    inAt = address(in, inAt, width);
    outAt = address(out, outAt, width);
    ShortVector high = Lanes.shorts(by - ONE >> 8);
    ShortVector low = Lanes.shorts(by & 0xff);
    ShortVector addHigh = Lanes.shorts(add >> 8);
    ShortVector addLow = Lanes.shorts(add & 0xff);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector y =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, inAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector rest = y.mul(low).add(addLow).lanewise(LSHR, 8);
      ShortVector more = y.mul(high).add(addHigh).add(rest).lanewise(ASHR, 8);
      ShortVector l = y.add(more).max(NONE).min(LOW_BYTE);
      ((ByteVector) l.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }

  /** {@link #scale} of packed 4:2:2. */
  static int scale422(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma,
      int by,
      int add) {
    if (!fits(by, add)) {
      return 0;
    }
    inAt = address(in, inAt, 2L * width);
    outAt = address(out, outAt, width);
    ShortVector high = Lanes.shorts(by - ONE >> 8);
    ShortVector low = Lanes.shorts(by & 0xff);
    ShortVector addHigh = Lanes.shorts(add >> 8);
    ShortVector addLow = Lanes.shorts(add & 0xff);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector p = ShortVector.fromMemorySegment(SHORTS_2N, ALL, inAt + 2L * x, LE);
      ShortVector y = p.lanewise(LSHR, luma).and(LOW_BYTE);
      ShortVector rest = y.mul(low).add(addLow).lanewise(LSHR, 8);
      ShortVector more = y.mul(high).add(addHigh).add(rest).lanewise(ASHR, 8);
      ShortVector l = y.add(more).max(NONE).min(LOW_BYTE);
      ((ByteVector) l.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }

  /** Between full and limited range; anything else is left to the plain loops. */
  private static boolean fits(int by, int add) {
    return Math.abs(by - ONE) <= ONE / 4 && Math.abs(add) <= 32 * ONE;
  }

  static int scale16To8(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    inAt = address(in, inAt, 2L * width);
    outAt = address(out, outAt, width);
    int x = 0;
    IntVector factor = Lanes.ints(by);
    IntVector addend = Lanes.ints(add);
    for (; x <= width - N; x += N) {
      IntVector l =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS_N, ALL, inAt + 2L * x, LE)
                      .convertShape(ZERO_EXTEND_S2I, INTS, 0))
              .min(MAX_10);
      l = l.mul(factor).add(addend).lanewise(ASHR, 16).max(ZERO).min(BYTE);
      ((ByteVector) l.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }

  static int scale8To16(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    inAt = address(in, inAt, width);
    outAt = address(out, outAt, 2L * width);
    int x = 0;
    IntVector factor = Lanes.ints(by);
    IntVector addend = Lanes.ints(add);
    for (; x <= width - N; x += N) {
      IntVector l =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, inAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      l = l.mul(factor).add(addend).lanewise(ASHR, 16).max(ZERO).min(MAX_10);
      ((ShortVector) l.convertShape(I2S, SHORTS_N, 0)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int unpack422(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int luma) {
    inAt = address(in, inAt, 2L * width);
    outAt = address(out, outAt, width);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector p = ShortVector.fromMemorySegment(SHORTS_2N, ALL, inAt + 2L * x, LE);
      ((ByteVector) p.lanewise(LSHR, luma).convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }

  static int recolor(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      Recolor m) {
    chromaAt = address(chroma, chromaAt, 4L * width);
    yAt = address(y, yAt, width);
    outAt = address(out, outAt, width);
    int x = 0;
    IntVector factorY = Lanes.ints(m.y());
    IntVector factorU = Lanes.ints(m.yu());
    IntVector factorV = Lanes.ints(m.yv());
    IntVector addend = Lanes.ints(m.addY());
    for (; x <= width - N; x += N) {
      IntVector uv = IntVector.fromMemorySegment(INTS, ALL, chromaAt + 4L * x, NATIVE);
      IntVector sum =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, yAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      sum = sum.mul(factorY).add(uv.and(LOW_HALF).mul(factorU));
      sum = sum.add(uv.lanewise(LSHR, 16).mul(factorV)).add(addend);
      sum = sum.lanewise(ASHR, Recolor.LUMA_SHIFT).max(ZERO).min(BYTE);
      ((ByteVector) sum.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }
}
