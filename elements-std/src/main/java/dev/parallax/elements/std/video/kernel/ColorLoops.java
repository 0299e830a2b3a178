package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShuffle;

/** Vector loops of {@link YuvToColors}. Each returns how far it came. */
final class ColorLoops {
  private static final int LEVEL = YuvToColors.LEVEL;
  private static final int REST = YuvToColors.REST;
  private static final ShortVector BLACK = Lanes.shorts(0);
  private static final ShortVector WHITE = Lanes.shorts(255);
  private static final ShortVector OPAQUE = Lanes.shorts(~0xff);

  /** From two vectors of halves of pixels to the first, and the last, N pixels. */
  private static final ShortVector FIRST = halves(0);

  private static final ShortVector LAST = halves(N);

  /** Of colors that begin one before a row of pixels: each pixel's own. */
  private static final VectorShuffle<Short> OWN = VectorShuffle.fromOp(SHORTS_2N, i -> i / 2 + 1);

  /** The own for the left pixel of a pair, the next for the right one. */
  private static final VectorShuffle<Short> OWN_NEXT =
      VectorShuffle.fromOp(SHORTS_2N, i -> i / 2 + 1 + i % 2);

  /** The one before for the left pixel of a pair, the next for the right one. */
  private static final VectorShuffle<Short> BEFORE_NEXT =
      VectorShuffle.fromOp(SHORTS_2N, i -> i / 2 + i % 2 * 2);

  private ColorLoops() {}

  private static ShortVector halves(int from) {
    short[] lanes = new short[2 * N];
    for (int i = 0; i < 2 * N; i++) {
      lanes[i] = (short) (from + i / 2 + i % 2 * 2 * N);
    }
    return ShortVector.fromArray(SHORTS_2N, lanes, 0);
  }

  static int ofPairs(
      MemorySegment in,
      long uAt,
      long vAt,
      MemorySegment colors,
      long colorsAt,
      long stride,
      int pairs,
      YuvToColors m) {
    uAt = address(in, uAt, pairs);
    vAt = address(in, vAt, pairs);
    colorsAt = address(colors, colorsAt, 2 * stride + 2L * pairs);
    int x = 0;
    ShortVector rv = Lanes.shorts(m.rv());
    ShortVector rvRest = Lanes.shorts(m.rvRest());
    ShortVector gu = Lanes.shorts(m.gu());
    ShortVector guRest = Lanes.shorts(m.guRest());
    ShortVector gv = Lanes.shorts(m.gv());
    ShortVector gvRest = Lanes.shorts(m.gvRest());
    ShortVector bu = Lanes.shorts(m.bu());
    ShortVector buRest = Lanes.shorts(m.buRest());
    ShortVector addR = Lanes.shorts(m.addR());
    ShortVector addG = Lanes.shorts(m.addG());
    ShortVector addB = Lanes.shorts(m.addB());
    for (; x <= pairs - 2 * N; x += 2 * N) {
      ShortVector u =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, uAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector v =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, vAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      long at = colorsAt + 2L * x;
      ShortVector rest = v.mul(rvRest).lanewise(ASHR, REST);
      v.mul(rv).add(rest).add(addR).intoMemorySegment(ALL, at, NATIVE);
      rest = u.mul(guRest).add(v.mul(gvRest)).lanewise(ASHR, REST);
      u.mul(gu).add(v.mul(gv)).add(rest).add(addG).intoMemorySegment(ALL, at + stride, NATIVE);
      rest = u.mul(buRest).lanewise(ASHR, REST);
      u.mul(bu).add(rest).add(addB).intoMemorySegment(ALL, at + 2 * stride, NATIVE);
    }
    return x;
  }

  /** Goes beyond the end, which the rows have room for. */
  static void spread(
      MemorySegment colors,
      long colorsAt,
      MemorySegment out,
      long outAt,
      int width,
      Spread spread) {
    colorsAt = address(colors, colorsAt - 2, width + 4L * N) + 2;
    outAt = address(out, outAt, 2L * width + 4 * N - 2);
    VectorShuffle<Short> neighbour =
        spread == Spread.NEAREST ? OWN : spread.leftIsOwn ? OWN_NEXT : BEFORE_NEXT;
    int shift = spread.byOwn - 1;
    for (int x = 0; x < width; x += 2 * N) {
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, colorsAt + x - 2, NATIVE);
      ShortVector own = c.rearrange(OWN);
      c.rearrange(neighbour)
          .sub(own)
          .lanewise(ASHR, shift)
          .add(own)
          .intoMemorySegment(ALL, outAt + 2L * x, NATIVE);
    }
  }

  static int packed(
      MemorySegment y,
      long yAt,
      MemorySegment colors,
      long near,
      long far,
      int shift,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToColors m) {
    yAt = address(y, yAt, width);
    near = address(colors, near, 2 * stride + 2L * width);
    far = address(colors, far, 2 * stride + 2L * width);
    outAt = address(out, outAt, 4L * width);
    int x = 0;
    ShortVector luma = Lanes.shorts(m.luma());
    ShortVector lumaRest = Lanes.shorts(m.lumaRest());
    long firstNear = red == 0 ? near : near + 2 * stride;
    long firstFar = red == 0 ? far : far + 2 * stride;
    long toThird = red == 0 ? 2 * stride : -2 * stride;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector l =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      l = l.mul(luma).add(l.mul(lumaRest).lanewise(LSHR, YuvToColors.LUMA_REST));
      long at = firstNear + 2L * x;
      long other = firstFar + 2L * x;
      ShortVector own = ShortVector.fromMemorySegment(SHORTS_2N, ALL, at, NATIVE);
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, other, NATIVE);
      c = c.sub(own).lanewise(ASHR, shift).add(own).add(l).lanewise(ASHR, LEVEL);
      final ShortVector first = c.max(BLACK).min(WHITE);
      own = ShortVector.fromMemorySegment(SHORTS_2N, ALL, near + stride + 2L * x, NATIVE);
      c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, far + stride + 2L * x, NATIVE);
      c = c.sub(own).lanewise(ASHR, shift).add(own).add(l).lanewise(ASHR, LEVEL);
      final ShortVector low = c.max(BLACK).min(WHITE).lanewise(LSHL, 8).or(first);
      own = ShortVector.fromMemorySegment(SHORTS_2N, ALL, at + toThird, NATIVE);
      c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, other + toThird, NATIVE);
      c = c.sub(own).lanewise(ASHR, shift).add(own).add(l).lanewise(ASHR, LEVEL);
      final ShortVector high = c.max(BLACK).min(WHITE).or(OPAQUE);
      FIRST.selectFrom(low, high).intoMemorySegment(ALL, outAt + 4L * x, LE);
      LAST.selectFrom(low, high).intoMemorySegment(ALL, outAt + 4L * x + 4 * N, LE);
    }
    return x;
  }
}
