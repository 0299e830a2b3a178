package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.LOW_HALF;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.NATIVE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2I;
import static jdk.incubator.vector.VectorOperators.SADD;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShuffle;

/** Vector loops of {@link YuvToColors}. Each returns how far it came. */
final class ColorLoops {
  private static final int LEVEL = YuvToColors.LEVEL;
  private static final ShortVector BLACK = Lanes.shorts(0);
  private static final ShortVector ROWS = Lanes.shorts(YuvToColors.ROWS);

  /** With all of the fraction: the shift takes it away. */
  private static final ShortVector WHITE = Lanes.shorts((256 << LEVEL) - 1);

  /*
   * Samples of 16 bits are shifted as ints, since C2 has a shift by a constant in one instruction
   * for ints only; these masks take away what comes from the sample beside.
   */
  private static final IntVector LOW_BYTES = Lanes.ints(0x00ff_00ff);
  private static final IntVector HIGH_BYTES = Lanes.ints(0xff00_ff00);
  private static final IntVector LUMA = Lanes.ints((0xffff >>> YuvToColors.LUMA_REST) * 0x1_0001);

  /** The halves of a vector changed over: cheaper than asking for a conversion of its second. */
  private static final VectorShuffle<Integer> HALVES = VectorShuffle.fromOp(INTS, i -> i ^ N / 2);

  private ColorLoops() {}

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
    long redAt = address(colors, colorsAt, 2L * pairs);
    long greenAt = address(colors, colorsAt + stride, 2L * pairs);
    long blueAt = address(colors, colorsAt + 2 * stride, 2L * pairs);
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
      ShortVector rest = v.mul(rvRest).lanewise(ASHR, YuvToColors.REST);
      v.mul(rv).add(rest).add(addR).intoMemorySegment(ALL, redAt + 2L * x, NATIVE);
      rest = u.mul(guRest).add(v.mul(gvRest)).lanewise(ASHR, YuvToColors.REST);
      u.mul(gu).add(v.mul(gv)).add(rest).add(addG).intoMemorySegment(ALL, greenAt + 2L * x, NATIVE);
      rest = u.mul(buRest).lanewise(ASHR, YuvToColors.REST);
      u.mul(bu).add(rest).add(addB).intoMemorySegment(ALL, blueAt + 2L * x, NATIVE);
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
    long before = colorsAt + spread.left();
    long after = colorsAt + spread.right();
    int shift = spread.byOwn - 1;
    for (int x = 0; x < width; x += 2 * N) {
      IntVector own =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, colorsAt + x, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector left =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, before + x, NATIVE)
                  .convertShape(S2I, INTS, 0);
      IntVector right =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, after + x, NATIVE)
                  .convertShape(S2I, INTS, 0);
      left = left.sub(own).lanewise(ASHR, shift).add(own).and(LOW_HALF);
      right = right.sub(own).lanewise(ASHR, shift).add(own).lanewise(LSHL, 16);
      left.or(right).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
  }

  static int packed(
      MemorySegment y,
      long yAt,
      MemorySegment colors,
      long near,
      long far,
      int byNear,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToColors m) {
    yAt = address(y, yAt, width);
    long toFirst = red == 0 ? 0 : 2 * stride;
    long toThird = 2 * stride - toFirst;
    long firstNear = address(colors, near + toFirst, 2L * width);
    long firstFar = address(colors, far + toFirst, 2L * width);
    long greenNear = address(colors, near + stride, 2L * width);
    long greenFar = address(colors, far + stride, 2L * width);
    long thirdNear = address(colors, near + toThird, 2L * width);
    long thirdFar = address(colors, far + toThird, 2L * width);
    outAt = address(out, outAt, 4L * width);
    int x = 0;
    ShortVector luma = Lanes.shorts(m.luma());
    ShortVector nearer = Lanes.shorts(byNear);
    ShortVector farther = Lanes.shorts(YuvToColors.ROWS - byNear);
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector l =
          ((ShortVector)
                  ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                      .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0))
              .mul(luma)
              .reinterpretAsInts()
              .lanewise(LSHR, YuvToColors.LUMA_REST)
              .and(LUMA)
              .reinterpretAsShorts();
      ShortVector n = ShortVector.fromMemorySegment(SHORTS_2N, ALL, firstNear + 2L * x, NATIVE);
      ShortVector f = ShortVector.fromMemorySegment(SHORTS_2N, ALL, firstFar + 2L * x, NATIVE);
      ShortVector c = n.mul(nearer).add(f.mul(farther)).lanewise(SADD, l).max(BLACK).min(WHITE);
      final IntVector first = c.reinterpretAsInts().lanewise(LSHR, LEVEL).and(LOW_BYTES);
      n = ShortVector.fromMemorySegment(SHORTS_2N, ALL, greenNear + 2L * x, NATIVE);
      f = ShortVector.fromMemorySegment(SHORTS_2N, ALL, greenFar + 2L * x, NATIVE);
      c = n.mul(nearer).add(f.mul(farther)).lanewise(SADD, l).max(BLACK).min(WHITE);
      final IntVector low =
          c.reinterpretAsInts().lanewise(LSHL, 8 - LEVEL).and(HIGH_BYTES).or(first);
      n = ShortVector.fromMemorySegment(SHORTS_2N, ALL, thirdNear + 2L * x, NATIVE);
      f = ShortVector.fromMemorySegment(SHORTS_2N, ALL, thirdFar + 2L * x, NATIVE);
      c = n.mul(nearer).add(f.mul(farther)).lanewise(SADD, l).max(BLACK).min(WHITE);
      final IntVector high =
          c.reinterpretAsInts().lanewise(LSHR, LEVEL).and(LOW_BYTES).or(HIGH_BYTES);
      ((IntVector) high.reinterpretAsShorts().convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .lanewise(LSHL, 16)
          .or(low.reinterpretAsShorts().convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .intoMemorySegment(ALL, outAt + 4L * x, LE);
      final ShortVector lowEnd = low.rearrange(HALVES).reinterpretAsShorts();
      ((IntVector)
              high.rearrange(HALVES).reinterpretAsShorts().convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .lanewise(LSHL, 16)
          .or(lowEnd.convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .intoMemorySegment(ALL, outAt + 4L * x + 4 * N, LE);
    }
    return x;
  }

  /** {@link #packed} of one row of colors, which has all of the weight. */
  static int packed(
      MemorySegment y,
      long yAt,
      MemorySegment colors,
      long row,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToColors m) {
    yAt = address(y, yAt, width);
    long toFirst = red == 0 ? 0 : 2 * stride;
    long first = address(colors, row + toFirst, 2L * width);
    long green = address(colors, row + stride, 2L * width);
    long third = address(colors, row + 2 * stride - toFirst, 2L * width);
    outAt = address(out, outAt, 4L * width);
    int x = 0;
    ShortVector luma = Lanes.shorts(m.luma());
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector l =
          ((ShortVector)
                  ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                      .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0))
              .mul(luma)
              .reinterpretAsInts()
              .lanewise(LSHR, YuvToColors.LUMA_REST)
              .and(LUMA)
              .reinterpretAsShorts();
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, first + 2L * x, NATIVE);
      c = c.mul(ROWS).lanewise(SADD, l).max(BLACK).min(WHITE);
      final IntVector lowest = c.reinterpretAsInts().lanewise(LSHR, LEVEL).and(LOW_BYTES);
      c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, green + 2L * x, NATIVE);
      c = c.mul(ROWS).lanewise(SADD, l).max(BLACK).min(WHITE);
      final IntVector low =
          c.reinterpretAsInts().lanewise(LSHL, 8 - LEVEL).and(HIGH_BYTES).or(lowest);
      c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, third + 2L * x, NATIVE);
      c = c.mul(ROWS).lanewise(SADD, l).max(BLACK).min(WHITE);
      final IntVector high =
          c.reinterpretAsInts().lanewise(LSHR, LEVEL).and(LOW_BYTES).or(HIGH_BYTES);
      ((IntVector) high.reinterpretAsShorts().convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .lanewise(LSHL, 16)
          .or(low.reinterpretAsShorts().convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .intoMemorySegment(ALL, outAt + 4L * x, LE);
      final ShortVector lowEnd = low.rearrange(HALVES).reinterpretAsShorts();
      ((IntVector)
              high.rearrange(HALVES).reinterpretAsShorts().convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .lanewise(LSHL, 16)
          .or(lowEnd.convertShape(ZERO_EXTEND_S2I, INTS, 0))
          .intoMemorySegment(ALL, outAt + 4L * x + 4 * N, LE);
    }
    return x;
  }
}
