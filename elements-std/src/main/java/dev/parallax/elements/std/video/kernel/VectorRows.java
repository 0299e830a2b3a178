package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Bt601.BLACK;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_CB;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_CR;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_GRAY;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_Y;
import static dev.parallax.elements.std.video.kernel.Bt601.CB_TO_B;
import static dev.parallax.elements.std.video.kernel.Bt601.CB_TO_G;
import static dev.parallax.elements.std.video.kernel.Bt601.CR_TO_G;
import static dev.parallax.elements.std.video.kernel.Bt601.CR_TO_R;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_CB;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_CR;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_GRAY;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_Y;
import static dev.parallax.elements.std.video.kernel.Bt601.HALF;
import static dev.parallax.elements.std.video.kernel.Bt601.LUMA;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_CB;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_CR;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_GRAY;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_Y;
import static dev.parallax.elements.std.video.kernel.Bt601.SHIFT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops on vectors. All lane counts follow from {@code N}, the ints of the machine's widest vector (8 or 16).
 *
 * <p>A row is done in whole blocks and its rest by {@link ScalarRows}, so nothing outside the row is touched. Every loop stays small on
 * purpose: beyond some forty vector operations C2 stops to inline, and then each vector is an object.
 */
final class VectorRows implements RowKernels {
  private static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.vectorBitSize() >= 512 ? IntVector.SPECIES_512 : IntVector.SPECIES_256;
  private static final int N = INTS.length();
  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * N));
  private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, VectorShape.forBitSize(16 * N));
  private static final VectorSpecies<Byte> BYTES_FULL = VectorSpecies.of(byte.class, INTS.vectorShape());
  private static final VectorSpecies<Short> SHORTS_FULL = VectorSpecies.of(short.class, INTS.vectorShape());
  private static final VectorSpecies<Byte> BYTES_HALF = VectorSpecies.of(byte.class, VectorShape.forBitSize(16 * N));

  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final int OPAQUE = 0xff00_0000;

  private static final VectorShuffle<Integer> TWICE_LOW = VectorShuffle.fromOp(INTS, i -> i >> 1);
  private static final VectorShuffle<Integer> TWICE_HIGH = VectorShuffle.fromOp(INTS, i -> N / 2 + (i >> 1));
  private static final VectorShuffle<Integer> EVEN_THEN_ODD =
      VectorShuffle.fromOp(INTS, i -> i < N / 2 ? 2 * i : 2 * (i - N / 2) + 1);
  private static final VectorShuffle<Byte> DROP_ALPHA = VectorShuffle.fromOp(BYTES_FULL, i -> dropAlpha(i, false));
  private static final VectorShuffle<Byte> DROP_ALPHA_SWAP = VectorShuffle.fromOp(BYTES_FULL, i -> dropAlpha(i, true));
  private static final VectorShuffle<Byte> ROOM_FOR_ALPHA = VectorShuffle.fromOp(BYTES_FULL, i -> roomForAlpha(i, false));
  private static final VectorShuffle<Byte> ROOM_FOR_ALPHA_SWAP = VectorShuffle.fromOp(BYTES_FULL, i -> roomForAlpha(i, true));

  private static final VectorRows INSTANCE = new VectorRows();
  private static final ScalarRows SCALAR = ScalarRows.INSTANCE;

  private VectorRows() {}

  static RowKernels instance() {
    return INSTANCE;
  }

  static boolean wideEnough() {
    return IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
  }

  private static int dropAlpha(int i, boolean swap) {
    int channel = i % 3;
    return i < 3 * N ? i / 3 * 4 + (swap ? 2 - channel : channel) : 0;
  }

  private static int roomForAlpha(int i, boolean swap) {
    int channel = i % 4;
    return channel == 3 ? 0 : i / 4 * 3 + (swap ? 2 - channel : channel);
  }

  @Override
  public void chromaToTerms(
      MemorySegment chroma, long uAt, long vAt, MemorySegment terms, long termsAt, long stride, int width) {
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector u = ints(chroma, uAt + (x >> 1)).sub(128);
      IntVector v = ints(chroma, vAt + (x >> 1)).sub(128);
      long at = termsAt + 4L * x;
      twice(v.mul(CR_TO_R).add(BLACK), terms, at);
      twice(u.mul(CB_TO_G).add(v.mul(CR_TO_G)).add(BLACK), terms, at + stride);
      twice(u.mul(CB_TO_B).add(BLACK), terms, at + 2 * stride);
    }
    SCALAR.chromaToTerms(chroma, uAt + (x >> 1), vAt + (x >> 1), terms, termsAt + 4L * x, stride, width - x);
  }

  private static void twice(IntVector term, MemorySegment terms, long at) {
    term.rearrange(TWICE_LOW).intoMemorySegment(terms, at, NATIVE);
    term.rearrange(TWICE_HIGH).intoMemorySegment(terms, at + 4L * N, NATIVE);
  }

  @Override
  public void lumaToPacked(
      MemorySegment y, long yAt, MemorySegment terms, long termsAt, long stride, MemorySegment out, long outAt, int width, int red) {
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector luma = ints(y, yAt + x).mul(LUMA);
      long at = termsAt + 4L * x;
      IntVector r = channel(luma, terms, at).lanewise(LSHL, red);
      IntVector g = channel(luma, terms, at + stride).lanewise(LSHL, 8);
      IntVector b = channel(luma, terms, at + 2 * stride).lanewise(LSHL, 16 - red);
      r.or(g).or(b).or(OPAQUE).intoMemorySegment(out, outAt + 4L * x, LE);
    }
    SCALAR.lumaToPacked(y, yAt + x, terms, termsAt + 4L * x, stride, out, outAt + 4L * x, width - x, red);
  }

  private static IntVector channel(IntVector luma, MemorySegment terms, long at) {
    return clamp(luma.add(IntVector.fromMemorySegment(INTS, terms, at, NATIVE)).lanewise(ASHR, SHIFT));
  }

  private static IntVector clamp(IntVector v) {
    return v.max(0).min(255);
  }

  /** N unsigned bytes. */
  private static IntVector ints(MemorySegment in, long at) {
    return (IntVector)
        ByteVector.fromMemorySegment(BYTES, in, at, LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
  }

  /** Stores the low byte of N ints. */
  private static void store(IntVector v, MemorySegment out, long at) {
    ((ByteVector) v.convertShape(VectorOperators.I2B, BYTES, 0)).intoMemorySegment(out, at, LE);
  }

  @Override
  public void packedToLuma(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int x = 0;
    for (; x <= width - N; x += N) {
      store(weigh(in, inAt + 4L * x, red, R_TO_Y, G_TO_Y, B_TO_Y).add(16), out, outAt + x);
    }
    SCALAR.packedToLuma(in, inAt + 4L * x, out, outAt + x, width - x, red);
  }

  @Override
  public void packedToGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int x = 0;
    for (; x <= width - N; x += N) {
      store(weigh(in, inAt + 4L * x, red, R_TO_GRAY, G_TO_GRAY, B_TO_GRAY), out, outAt + x);
    }
    SCALAR.packedToGray(in, inAt + 4L * x, out, outAt + x, width - x, red);
  }

  private static IntVector weigh(MemorySegment in, long at, int red, int r, int g, int b) {
    IntVector p = IntVector.fromMemorySegment(INTS, in, at, LE);
    return p.lanewise(LSHR, red)
        .and(0xff)
        .mul(r)
        .add(p.lanewise(LSHR, 8).and(0xff).mul(g))
        .add(p.lanewise(LSHR, 16 - red).and(0xff).mul(b))
        .add(HALF)
        .lanewise(ASHR, SHIFT);
  }

  @Override
  public void packedToSums(
      MemorySegment in, long row0, long row1, MemorySegment sums, long sumsAt, long stride, int width) {
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      long at = 4L * x;
      IntVector a = IntVector.fromMemorySegment(INTS, in, row0 + at, LE);
      IntVector b = IntVector.fromMemorySegment(INTS, in, row1 + at, LE);
      IntVector c = IntVector.fromMemorySegment(INTS, in, row0 + at + 4L * N, LE);
      IntVector d = IntVector.fromMemorySegment(INTS, in, row1 + at + 4L * N, LE);
      IntVector even = pairs(a.and(0xff00ff).add(b.and(0xff00ff)), c.and(0xff00ff).add(d.and(0xff00ff)));
      even.intoMemorySegment(sums, sumsAt + 2L * x, NATIVE);
      IntVector green = pairs(byte1(a).add(byte1(b)), byte1(c).add(byte1(d)));
      green.intoMemorySegment(sums, sumsAt + stride + 2L * x, NATIVE);
    }
    SCALAR.packedToSums(in, row0 + 4L * x, row1 + 4L * x, sums, sumsAt + 2L * x, stride, width - x);
  }

  private static IntVector byte1(IntVector pixels) {
    return pixels.lanewise(LSHR, 8).and(0xff);
  }

  @Override
  public void sumsToChroma(
      MemorySegment sums, long sumsAt, long stride, MemorySegment out, long uAt, long vAt, int pairs, int red) {
    int x = 0;
    for (; x <= pairs - N; x += N) {
      IntVector even = IntVector.fromMemorySegment(INTS, sums, sumsAt + 4L * x, NATIVE);
      IntVector g = IntVector.fromMemorySegment(INTS, sums, sumsAt + stride + 4L * x, NATIVE);
      IntVector r = even.lanewise(LSHR, red).and(0xffff);
      IntVector b = even.lanewise(LSHR, 16 - red).and(0xffff);
      store(chroma(r.mul(R_TO_CB).add(g.mul(G_TO_CB)).add(b.mul(B_TO_CB))), out, uAt + x);
      store(chroma(r.mul(R_TO_CR).add(g.mul(G_TO_CR)).add(b.mul(B_TO_CR))), out, vAt + x);
    }
    SCALAR.sumsToChroma(sums, sumsAt + 4L * x, stride, out, uAt + x, vAt + x, pairs - x, red);
  }

  private static IntVector chroma(IntVector sum) {
    return sum.add(4 * HALF).lanewise(ASHR, SHIFT + 2).add(128);
  }

  /** Sums of neighbouring lanes: those of {@code low}, then those of {@code high}. */
  private static IntVector pairs(IntVector low, IntVector high) {
    LongVector l = low.reinterpretAsLongs();
    LongVector h = high.reinterpretAsLongs();
    LongVector lowSums = l.add(l.lanewise(LSHR, 32)).and(0xffff_ffffL);
    LongVector highSums = h.lanewise(LSHL, 32).add(h).and(0xffff_ffff_0000_0000L);
    return lowSums.or(highSums).reinterpretAsInts().rearrange(EVEN_THEN_ODD);
  }

  @Override
  public void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = 0;
    for (; x <= width - N; x += N) {
      ints(in, inAt + x).mul(0x010101).or(OPAQUE).intoMemorySegment(out, outAt + 4L * x, LE);
    }
    SCALAR.grayToPacked(in, inAt + x, out, outAt + 4L * x, width - x);
  }

  @Override
  public void lumaToGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector gray = ints(in, inAt + x).sub(16).mul(LUMA).add(HALF).lanewise(ASHR, SHIFT);
      store(clamp(gray), out, outAt + x);
    }
    SCALAR.lumaToGray(in, inAt + x, out, outAt + x, width - x);
  }

  @Override
  public void rgbToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    VectorShuffle<Byte> shuffle = red == 0 ? ROOM_FOR_ALPHA : ROOM_FOR_ALPHA_SWAP;
    int x = 0;
    // A load takes 4N bytes and uses 3N of them.
    for (; 3 * x + 4 * N <= 3 * width; x += N) {
      ByteVector.fromMemorySegment(BYTES_FULL, in, inAt + 3L * x, LE)
          .rearrange(shuffle)
          .reinterpretAsInts()
          .or(OPAQUE)
          .intoMemorySegment(out, outAt + 4L * x, LE);
    }
    SCALAR.rgbToPacked(in, inAt + 3L * x, out, outAt + 4L * x, width - x, red);
  }

  @Override
  public void packedToRgb(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    VectorShuffle<Byte> shuffle = red == 0 ? DROP_ALPHA : DROP_ALPHA_SWAP;
    int x = 0;
    // A store writes 4N bytes of which 3N count; the next one overwrites the rest.
    for (; 3 * x + 4 * N <= 3 * width; x += N) {
      ByteVector.fromMemorySegment(BYTES_FULL, in, inAt + 4L * x, LE)
          .rearrange(shuffle)
          .intoMemorySegment(out, outAt + 3L * x, LE);
    }
    SCALAR.packedToRgb(in, inAt + 4L * x, out, outAt + 3L * x, width - x, red);
  }

  @Override
  public void swapRedBlue(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = 0;
    for (; x <= width - N; x += N) {
      IntVector p = IntVector.fromMemorySegment(INTS, in, inAt + 4L * x, LE);
      p.and(0xff00ff00)
          .or(p.and(0xff).lanewise(LSHL, 16))
          .or(p.lanewise(LSHR, 16).and(0xff))
          .intoMemorySegment(out, outAt + 4L * x, LE);
    }
    SCALAR.swapRedBlue(in, inAt + 4L * x, out, outAt + 4L * x, width - x);
  }

  @Override
  public void deinterleave(MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs) {
    int x = 0;
    for (; x <= pairs - 2 * N; x += 2 * N) {
      ShortVector p = ShortVector.fromMemorySegment(SHORTS_FULL, in, inAt + 2L * x, LE);
      ((ByteVector) p.convertShape(VectorOperators.S2B, BYTES_HALF, 0)).intoMemorySegment(out, uAt + x, LE);
      ((ByteVector) p.lanewise(LSHR, 8).convertShape(VectorOperators.S2B, BYTES_HALF, 0)).intoMemorySegment(out, vAt + x, LE);
    }
    SCALAR.deinterleave(in, inAt + 2L * x, out, uAt + x, vAt + x, pairs - x);
  }

  @Override
  public void interleave(MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs) {
    int x = 0;
    for (; x <= pairs - 2 * N; x += 2 * N) {
      ShortVector u = shorts(in, uAt + x);
      u.or(shorts(in, vAt + x).lanewise(LSHL, 8)).intoMemorySegment(out, outAt + 2L * x, LE);
    }
    SCALAR.interleave(in, uAt + x, vAt + x, out, outAt + 2L * x, pairs - x);
  }

  /** 2N unsigned bytes. */
  private static ShortVector shorts(MemorySegment in, long at) {
    return (ShortVector)
        ByteVector.fromMemorySegment(BYTES_HALF, in, at, LE).convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS_FULL, 0);
  }

  @Override
  public void unpack422(
      MemorySegment in, long inAt, MemorySegment y, long yAt, MemorySegment chroma, long uAt, long vAt, int width, int luma) {
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector p = IntVector.fromMemorySegment(INTS, in, inAt + 2L * x, LE);
      IntVector l = p.lanewise(LSHR, luma);
      IntVector c = p.lanewise(LSHR, 8 - luma);
      IntVector two = l.and(0xff).or(l.lanewise(LSHR, 8).and(0xff00));
      ((ShortVector) two.convertShape(VectorOperators.I2S, SHORTS, 0)).intoMemorySegment(y, yAt + x, LE);
      store(c, chroma, uAt + (x >> 1));
      store(c.lanewise(LSHR, 16), chroma, vAt + (x >> 1));
    }
    long at = x >> 1;
    SCALAR.unpack422(in, inAt + 2L * x, y, yAt + x, chroma, uAt + at, vAt + at, width - x, luma);
  }

  @Override
  public void pack422(
      MemorySegment y, long yAt, MemorySegment chroma, long uAt, long vAt, MemorySegment out, long outAt, int width, int luma) {
    int x = 0;
    for (; x <= width - 2 * N; x += 2 * N) {
      IntVector two =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS, y, yAt + x, LE).convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
      IntVector l = two.and(0xff).or(two.and(0xff00).lanewise(LSHL, 8));
      IntVector c = ints(chroma, uAt + (x >> 1)).or(ints(chroma, vAt + (x >> 1)).lanewise(LSHL, 16));
      l.lanewise(LSHL, luma).or(c.lanewise(LSHL, 8 - luma)).intoMemorySegment(out, outAt + 2L * x, LE);
    }
    long at = x >> 1;
    SCALAR.pack422(y, yAt + x, chroma, uAt + at, vAt + at, out, outAt + 2L * x, width - x, luma);
  }

  @Override
  public void average(MemorySegment a, long aAt, MemorySegment b, long bAt, MemorySegment out, long outAt, int bytes) {
    int x = 0;
    for (; x <= bytes - 2 * N; x += 2 * N) {
      ShortVector sum = shorts(a, aAt + x).add(shorts(b, bAt + x)).add((short) 1).lanewise(LSHR, 1);
      ((ByteVector) sum.convertShape(VectorOperators.S2B, BYTES_HALF, 0)).intoMemorySegment(out, outAt + x, LE);
    }
    SCALAR.average(a, aAt + x, b, bAt + x, out, outAt + x, bytes - x);
  }

  @Override
  public void blendRows(MemorySegment in, long row0, long row1, int weight, MemorySegment out, long outAt, int bytes) {
    int x = 0;
    for (; x <= bytes - N; x += N) {
      IntVector sum = ints(in, row0 + x).mul(2048 - weight).add(ints(in, row1 + x).mul(weight)).add(8).lanewise(ASHR, 4);
      ((ShortVector) sum.convertShape(VectorOperators.I2S, SHORTS, 0))
          .intoMemorySegment(out, outAt + 2L * x, NATIVE);
    }
    SCALAR.blendRows(in, row0 + x, row1 + x, weight, out, outAt + 2L * x, bytes - x);
  }

  @Override
  public void pairColumns(MemorySegment row, long rowAt, int step, int[] pairs, int samples) {
    int i = 0;
    for (; i <= samples - N; i += N) {
      wide(row, rowAt + 2L * i).or(wide(row, rowAt + 2L * (i + step)).lanewise(LSHL, 16)).intoArray(pairs, i);
    }
    ScalarRows.pairColumns(row, rowAt, step, pairs, i, samples);
  }

  private static IntVector wide(MemorySegment row, long at) {
    return (IntVector)
        ShortVector.fromMemorySegment(SHORTS, row, at, NATIVE).convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
  }

  @Override
  public void blendColumns(int[] pairs, int[] index, int[] weight, MemorySegment out, long outAt, int samples) {
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector pair = IntVector.fromArray(INTS, pairs, 0, index, i);
      IntVector left = pair.and(0xffff);
      IntVector sum = left.lanewise(LSHL, 11).add(pair.lanewise(LSHR, 16).sub(left).mul(IntVector.fromArray(INTS, weight, i)));
      store(sum.add(1 << 17).lanewise(ASHR, 18), out, outAt + i);
    }
    ScalarRows.blendColumns(pairs, index, weight, out, outAt, i, samples);
  }
}
