package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_4N;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.HIGH_BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.OPAQUE;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_2N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
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

/** Vector loops that move samples to other places of a row. Each returns how far it came. */
final class ReorderLoops {
  private static final VectorShuffle<Byte> DROP_ALPHA =
      VectorShuffle.fromOp(BYTES_4N, i -> Lanes.withAlpha(i, false));
  private static final VectorShuffle<Byte> DROP_ALPHA_SWAP =
      VectorShuffle.fromOp(BYTES_4N, i -> Lanes.withAlpha(i, true));
  private static final VectorShuffle<Byte> ROOM_FOR_ALPHA =
      VectorShuffle.fromOp(BYTES_4N, i -> Lanes.withoutAlpha(i, false));
  private static final VectorShuffle<Byte> ROOM_FOR_ALPHA_SWAP =
      VectorShuffle.fromOp(BYTES_4N, i -> Lanes.withoutAlpha(i, true));
  private static final VectorShuffle<Byte> SWAP_RED_BLUE =
      VectorShuffle.fromOp(BYTES_4N, i -> i % 2 == 1 ? i : i ^ 2);
  private static final VectorShuffle<Byte> SWAP_NEIGHBOURS =
      VectorShuffle.fromOp(BYTES_4N, i -> i ^ 1);
  private static final ShortVector ONE = Lanes.shorts(1);

  private ReorderLoops() {}

  static int rgbToPacked(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    inAt = address(in, inAt, 3L * width);
    outAt = address(out, outAt, 4L * width);
    VectorShuffle<Byte> shuffle = red == 0 ? ROOM_FOR_ALPHA : ROOM_FOR_ALPHA_SWAP;
    int x = 0;
    // A load takes 4N bytes and uses 3N of them.
    for (; 3 * x + 4 * N <= 3 * width; x += N) {
      ByteVector p =
          ByteVector.fromMemorySegment(BYTES_4N, ALL, inAt + 3L * x, LE).rearrange(shuffle);
      p.reinterpretAsInts().or(OPAQUE).intoMemorySegment(ALL, outAt + 4L * x, LE);
    }
    return x;
  }

  static int packedToRgb(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    inAt = address(in, inAt, 4L * width);
    outAt = address(out, outAt, 3L * width);
    VectorShuffle<Byte> shuffle = red == 0 ? DROP_ALPHA : DROP_ALPHA_SWAP;
    int x = 0;
    // A store writes 4N bytes of which 3N count; the next one overwrites the rest.
    for (; 3 * x + 4 * N <= 3 * width; x += N) {
      ByteVector.fromMemorySegment(BYTES_4N, ALL, inAt + 4L * x, LE)
          .rearrange(shuffle)
          .intoMemorySegment(ALL, outAt + 3L * x, LE);
    }
    return x;
  }

  static int swapRedBlue(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    inAt = address(in, inAt, 4L * width);
    outAt = address(out, outAt, 4L * width);
    int x = 0;
    for (; x <= width - N; x += N) {
      ByteVector.fromMemorySegment(BYTES_4N, ALL, inAt + 4L * x, LE)
          .rearrange(SWAP_RED_BLUE)
          .intoMemorySegment(ALL, outAt + 4L * x, LE);
    }
    return x;
  }

  static int swap422(MemorySegment in, long inAt, MemorySegment out, long outAt, int pairs) {
    inAt = address(in, inAt, 4L * pairs);
    outAt = address(out, outAt, 4L * pairs);
    int x = 0;
    for (; x <= pairs - N; x += N) {
      ByteVector.fromMemorySegment(BYTES_4N, ALL, inAt + 4L * x, LE)
          .rearrange(SWAP_NEIGHBOURS)
          .intoMemorySegment(ALL, outAt + 4L * x, LE);
    }
    return x;
  }

  static int deinterleave(
      MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs) {
    inAt = address(in, inAt, 2L * pairs);
    uAt = address(out, uAt, pairs);
    vAt = address(out, vAt, pairs);
    int x = 0;
    for (; x <= pairs - 2 * N; x += 2 * N) {
      ShortVector p = ShortVector.fromMemorySegment(SHORTS_2N, ALL, inAt + 2L * x, LE);
      ((ByteVector) p.convertShape(S2B, BYTES_2N, 0)).intoMemorySegment(ALL, uAt + x, LE);
      ((ByteVector) p.lanewise(LSHR, 8).convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, vAt + x, LE);
    }
    return x;
  }

  static int interleave(
      MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs) {
    uAt = address(in, uAt, pairs);
    vAt = address(in, vAt, pairs);
    outAt = address(out, outAt, 2L * pairs);
    int x = 0;
    for (; x <= pairs - 2 * N; x += 2 * N) {
      ShortVector u =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, uAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector v =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, vAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      u.or(v.lanewise(LSHL, 8)).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  /** Even bytes of packed 4:2:2 are luma when {@code luma} is 0, odd ones when it is 8. */
  static int unpack422(
      MemorySegment in,
      long inAt,
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      int width,
      int luma) {
    inAt = address(in, inAt, 2L * width);
    yAt = address(y, yAt, width);
    uAt = address(chroma, uAt, width >> 1);
    vAt = address(chroma, vAt, width >> 1);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector p = IntVector.fromMemorySegment(INTS, ALL, inAt + 2L * x, LE);
      IntVector l = p.lanewise(LSHR, luma);
      IntVector two = l.and(BYTE).or(l.lanewise(LSHR, 8).and(HIGH_BYTE));
      ((ShortVector) two.convertShape(I2S, SHORTS_N, 0)).intoMemorySegment(ALL, yAt + x, LE);
      IntVector c = p.lanewise(LSHR, 8 - luma);
      ((ByteVector) c.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, uAt + (x >> 1), LE);
      ((ByteVector) c.lanewise(LSHR, 16).convertShape(I2B, BYTES_N, 0))
          .intoMemorySegment(ALL, vAt + (x >> 1), LE);
    }
    return x;
  }

  static int pack422(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    yAt = address(y, yAt, width);
    uAt = address(chroma, uAt, width >> 1);
    vAt = address(chroma, vAt, width >> 1);
    outAt = address(out, outAt, 2L * width);
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector two =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, yAt + x, LE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector u =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, uAt + (x >> 1), LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector v =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, vAt + (x >> 1), LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector l = two.and(BYTE).or(two.and(HIGH_BYTE).lanewise(LSHL, 8)).lanewise(LSHL, luma);
      IntVector c = u.or(v.lanewise(LSHL, 16)).lanewise(LSHL, 8 - luma);
      l.or(c).intoMemorySegment(ALL, outAt + 2L * x, LE);
    }
    return x;
  }

  static int average(
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment out,
      long outAt,
      int bytes) {
    aAt = address(a, aAt, bytes);
    bAt = address(b, bAt, bytes);
    outAt = address(out, outAt, bytes);
    int x = 0;
    for (; x <= bytes - 2 * N; x += 2 * N) {
      ShortVector p =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, aAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ShortVector q =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES_2N, ALL, bAt + x, LE)
                  .convertShape(ZERO_EXTEND_B2S, SHORTS_2N, 0);
      ((ByteVector) p.add(q).add(ONE).lanewise(LSHR, 1).convertShape(S2B, BYTES_2N, 0))
          .intoMemorySegment(ALL, outAt + x, LE);
    }
    return x;
  }
}
