package dev.parallax.elements.std.video.kernel;

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
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2B;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShuffle;

/** Vector loops to and from wide chroma. Each returns how far it came. */
final class ChromaLoops {
  private static final int SHIFT = Recolor.CHROMA_SHIFT;
  private static final IntVector MAX_10 = Lanes.ints(1023);
  private static final ShortVector MAX_10_SHORT = Lanes.shorts(1023);
  private static final ShortVector LOW_BYTE = Lanes.shorts(0xff);
  private static final ShortVector TWO = Lanes.shorts(2);
  private static final ShortVector EIGHT = Lanes.shorts(8);

  private ChromaLoops() {}

  static int widenPlanar(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    uA = address(in, uA, pairs);
    vA = address(in, vA, pairs);
    uB = address(in, uB, pairs);
    vB = address(in, vB, pairs);
    wideAt = address(wide, wideAt, 4L * pairs);
    int x = 0;
    ShortVector weightA = Lanes.shorts(byA);
    ShortVector weightB = Lanes.shorts(byB);
    for (; x <= pairs - N; x += N) {
      IntVector u0 =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, uA + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector v0 =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, vA + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector u1 =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, uB + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector v1 =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, vB + x, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      ShortVector a = u0.or(v0.lanewise(LSHL, 16)).reinterpretAsShorts();
      ShortVector b = u1.or(v1.lanewise(LSHL, 16)).reinterpretAsShorts();
      a.mul(weightA).add(b.mul(weightB)).intoMemorySegment(ALL, wideAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int widenPlanar16(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    uA = address(in, uA, 2L * pairs);
    vA = address(in, vA, 2L * pairs);
    uB = address(in, uB, 2L * pairs);
    vB = address(in, vB, 2L * pairs);
    wideAt = address(wide, wideAt, 4L * pairs);
    int x = 0;
    ShortVector weightA = Lanes.shorts(byA);
    ShortVector weightB = Lanes.shorts(byB);
    for (; x <= pairs - N; x += N) {
      IntVector u0 =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS_N, ALL, uA + 2L * x, LE)
                      .convertShape(ZERO_EXTEND_S2I, INTS, 0))
              .min(MAX_10);
      IntVector v0 =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS_N, ALL, vA + 2L * x, LE)
                      .convertShape(ZERO_EXTEND_S2I, INTS, 0))
              .min(MAX_10);
      IntVector u1 =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS_N, ALL, uB + 2L * x, LE)
                      .convertShape(ZERO_EXTEND_S2I, INTS, 0))
              .min(MAX_10);
      IntVector v1 =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS_N, ALL, vB + 2L * x, LE)
                      .convertShape(ZERO_EXTEND_S2I, INTS, 0))
              .min(MAX_10);
      ShortVector a = u0.or(v0.lanewise(LSHL, 16)).reinterpretAsShorts();
      ShortVector b = u1.or(v1.lanewise(LSHL, 16)).reinterpretAsShorts();
      a.mul(weightA).add(b.mul(weightB)).intoMemorySegment(ALL, wideAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int widenPairs(
      MemorySegment in,
      long rowA,
      long rowB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    rowA = address(in, rowA, 2L * pairs);
    rowB = address(in, rowB, 2L * pairs);
    wideAt = address(wide, wideAt, 4L * pairs);
    int x = 0;
    ShortVector weightA = Lanes.shorts(byA);
    ShortVector weightB = Lanes.shorts(byB);
    for (; x <= pairs - N; x += N) {
      ShortVector a =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, rowA + 2L * x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector b =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, rowB + 2L * x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      a.mul(weightA).add(b.mul(weightB)).intoMemorySegment(ALL, wideAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int widen422(
      MemorySegment in,
      long rowA,
      long rowB,
      int byA,
      int byB,
      int chroma,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    rowA = address(in, rowA, 4L * pairs);
    rowB = address(in, rowB, 4L * pairs);
    wideAt = address(wide, wideAt, 4L * pairs);
    int x = 0;
    ShortVector weightA = Lanes.shorts(byA);
    ShortVector weightB = Lanes.shorts(byB);
    for (; x <= pairs - N; x += N) {
      ShortVector a = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowA + 4L * x, LE);
      ShortVector b = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowB + 4L * x, LE);
      a = a.lanewise(LSHR, chroma).and(LOW_BYTE).mul(weightA);
      b = b.lanewise(LSHR, chroma).and(LOW_BYTE).mul(weightB);
      a.add(b).intoMemorySegment(ALL, wideAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int blend(
      MemorySegment wide, long rowA, long rowB, int byA, int byB, long outAt, int pairs) {
    rowA = address(wide, rowA, 4L * pairs);
    rowB = address(wide, rowB, 4L * pairs);
    outAt = address(wide, outAt, 4L * pairs);
    int x = 0;
    ShortVector weightA = Lanes.shorts(byA);
    ShortVector weightB = Lanes.shorts(byB);
    for (; x <= pairs - N; x += N) {
      ShortVector a = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowA + 4L * x, NATIVE);
      ShortVector b = ShortVector.fromMemorySegment(SHORTS_2N, ALL, rowB + 4L * x, NATIVE);
      a.mul(weightA)
          .add(b.mul(weightB))
          .add(TWO)
          .lanewise(LSHR, 2)
          .intoMemorySegment(ALL, outAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int recolor(
      MemorySegment wide,
      long at,
      long outAt,
      int pairs,
      int uu,
      int uv,
      int addU,
      int vu,
      int vv,
      int addV,
      int most) {
    at = address(wide, at, 4L * pairs);
    outAt = address(wide, outAt, 4L * pairs);
    int x = 0;
    IntVector uByU = Lanes.ints(uu);
    IntVector uByV = Lanes.ints(uv);
    IntVector uAdd = Lanes.ints(addU);
    IntVector vByU = Lanes.ints(vu);
    IntVector vByV = Lanes.ints(vv);
    IntVector vAdd = Lanes.ints(addV);
    IntVector max = Lanes.ints(most);
    for (; x <= pairs - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, ALL, at + 4L * x, NATIVE);
      IntVector u = p.and(LOW_HALF);
      IntVector v = p.lanewise(LSHR, 16);
      IntVector newU = u.mul(uByU).add(v.mul(uByV)).add(uAdd).lanewise(ASHR, SHIFT);
      IntVector newV = u.mul(vByU).add(v.mul(vByV)).add(vAdd).lanewise(ASHR, SHIFT);
      newU.max(ZERO)
          .min(max)
          .or(newV.max(ZERO).min(max).lanewise(LSHL, 16))
          .intoMemorySegment(ALL, outAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int spread(MemorySegment wide, long wideAt, long outAt, int width, Spread spread) {
    wideAt = address(wide, wideAt - 4, 2L * width + 2 * N) + 4; // of a load half is used
    outAt = address(wide, outAt, 4L * width);
    VectorShuffle<Integer> neighbour = spread.leftIsOwn ? Lanes.OWN_NEXT : Lanes.BEFORE_NEXT;
    ShortVector byOwn = Lanes.shorts(spread.byOwn);
    ShortVector byOther = Lanes.shorts(spread.byOther);
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector c = IntVector.fromMemorySegment(INTS, ALL, wideAt + 2L * x - 4, NATIVE);
      ShortVector own = c.rearrange(Lanes.OWN).reinterpretAsShorts();
      ShortVector other = c.rearrange(neighbour).reinterpretAsShorts();
      own.mul(byOwn).add(other.mul(byOther)).intoMemorySegment(ALL, outAt + 4L * x, NATIVE);
    }
    return x;
  }

  static int narrowPlanar(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs) {
    wideAt = address(wide, wideAt, 4L * pairs);
    uAt = address(out, uAt, pairs);
    vAt = address(out, vAt, pairs);
    int x = 0;
    for (; x <= pairs - N; x += N) {
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, wideAt + 4L * x, NATIVE);
      IntVector p = c.add(EIGHT).lanewise(LSHR, 4).min(LOW_BYTE).reinterpretAsInts();
      ((ByteVector) p.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, uAt + x, LE);
      ((ByteVector) p.lanewise(LSHR, 16).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, vAt + x, LE);
    }
    return x;
  }

  static int narrowPlanar16(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs) {
    wideAt = address(wide, wideAt, 4L * pairs);
    uAt = address(out, uAt, 2L * pairs);
    vAt = address(out, vAt, 2L * pairs);
    int x = 0;
    for (; x <= pairs - N; x += N) {
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, wideAt + 4L * x, NATIVE);
      IntVector p = c.add(TWO).lanewise(LSHR, 2).min(MAX_10_SHORT).reinterpretAsInts();
      ((ShortVector) p.convertShape(I2S, SHORTS_N, 0)).intoMemorySegment(ALL, uAt + 2L * x, LE);
      ((ShortVector) p.lanewise(LSHR, 16).convertShape(I2S, SHORTS_N, 0))
          .intoMemorySegment(ALL, vAt + 2L * x, LE);
    }
    return x;
  }

  static int narrowPairs(
      MemorySegment wide, long wideAt, MemorySegment out, long outAt, int pairs) {
    wideAt = address(wide, wideAt, 4L * pairs);
    outAt = address(out, outAt, 2L * pairs);
    int x = 0;
    for (; x <= pairs - N; x += N) {
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, wideAt + 4L * x, NATIVE);
      c = c.add(EIGHT).lanewise(LSHR, 4).min(LOW_BYTE);
      ((ByteVector) c.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int pack422(
      MemorySegment y,
      long yAt,
      MemorySegment wide,
      long wideAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    yAt = address(y, yAt, width);
    wideAt = address(wide, wideAt, 2L * width);
    outAt = address(out, outAt, 2L * width);
    int x = 0;
    int chroma = 8 - luma;
    for (; x <= width - 2 * N; x += 2 * N) {
      ShortVector l =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, yAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector c = ShortVector.fromMemorySegment(SHORTS_2N, ALL, wideAt + 2L * x, NATIVE);
      c = c.add(EIGHT).lanewise(LSHR, 4).min(LOW_BYTE).lanewise(LSHL, chroma);
      l.lanewise(LSHL, luma).or(c).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }
}
