package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Loops over one row for conversions of color. Both implementations give the same bytes. Offsets
 * are in bytes from the start of the segment; sources and destinations do not overlap unless they
 * are said to; nothing outside the rows named is read or written.
 *
 * <p>Between formats there are three kinds of rows. <b>Luma</b> is a byte a pixel, or 16 bits (10
 * used, little-endian) where the name says 16. <b>Packed</b> pixels are four bytes, alpha last;
 * {@code red} is the bit of red in the little-endian 32-bit pixel: 0 for RGBA, 16 for BGRA.
 * <b>Wide</b> chroma is an int a pair of pixels in native order, U in the low half and V in the
 * high half, in sixteenths of an 8-bit level; one such int before and one after the row belong to
 * it and repeat its ends ({@link #pad}). <b>Chroma of every pixel</b> is the same for a pixel each,
 * in 64ths of a level.
 */
interface ColorRows {
  // ---- chroma to wide: two rows weighted; the weights add up to 16, for 10 bits to 4

  /** Two rows of planar chroma of a byte. */
  void widenPlanar(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs);

  /** Two rows of planar chroma of 16 bits. */
  void widenPlanar16(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs);

  /** Two rows of UV pairs of bytes. */
  void widenPairs(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs);

  /** Two rows of packed 4:2:2 whose first chroma byte is bit {@code chroma}: 8 or 0. */
  void widen422(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      int chroma,
      MemorySegment wide,
      long wideAt,
      int pairs);

  /** Two wide rows of one segment: {@code (a * byA + b * byB + 2) >> 2}. */
  void blend(MemorySegment wide, long a, long b, int byA, int byB, long outAt, int pairs);

  /** Wide to wide by a 2x2 matrix. */
  void recolorChroma(MemorySegment wide, long at, long outAt, int pairs, Recolor recolor);

  /**
   * Planar chroma of a byte to {@link YuvToColors 16ths of a level} of red, green and blue: three
   * rows of 16 bits in native order, {@code stride} bytes apart, a value a pair of pixels. Like a
   * wide row they want one more before and after the pairs ({@link #padColors}).
   */
  void colorsOfPairs(
      MemorySegment in,
      long u,
      long v,
      MemorySegment colors,
      long colorsAt,
      long stride,
      int pairs,
      YuvToColors matrix);

  /**
   * A row of {@link #colorsOfPairs} to a value a pixel. Reads up to 64 bytes beyond the row and
   * writes up to 64 beyond the pixels.
   */
  void spreadColor(
      MemorySegment colors, long colorsAt, MemorySegment out, long outAt, int width, Spread spread);

  /** Wide chroma to that of every pixel, in 64ths of a level; rows of one segment. */
  void spread(MemorySegment wide, long wideAt, long outAt, int width, Spread spread);

  // ---- chroma from wide, rounded

  /** To two planes of bytes. */
  void narrowPlanar(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs);

  /** To two planes of 16 bits. */
  void narrowPlanar16(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs);

  /** To UV pairs of bytes. */
  void narrowPairs(MemorySegment wide, long wideAt, MemorySegment out, long outAt, int pairs);

  /**
   * With luma to packed 4:2:2, {@code luma} being the bit of Y0; an odd last column is repeated.
   */
  void pack422(
      MemorySegment y,
      long yAt,
      MemorySegment wide,
      long wideAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma);

  // ---- between 4:2:2 and 4:2:0 of bytes, without wide chroma

  /** Two rows of planar chroma to UV pairs of bytes: {@code (a * byA + b * byB + 8) >> 4}. */
  void blendPlanar(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment out,
      long outAt,
      int pairs);

  /** Two rows of UV pairs to one in the same way. */
  void blendPairs(
      MemorySegment in, long a, long b, int byA, int byB, MemorySegment out, long outAt, int pairs);

  /** Luma and UV pairs to packed 4:2:2; an odd last column is repeated. */
  void packPairs(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma);

  /**
   * Luma and two rows of UV pairs to packed 4:2:2 with chroma of {@code (3 * near + far + 2) >> 2};
   * an odd last column is repeated.
   */
  void packMixed(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long near,
      long far,
      MemorySegment out,
      long outAt,
      int width,
      int luma);

  /** Two rows of packed 4:2:2 to two of luma and the mean of chroma, halves rounded up. */
  void split422(
      MemorySegment in,
      long a,
      long b,
      MemorySegment out,
      long yA,
      long yB,
      long uAt,
      long vAt,
      int width,
      int luma);

  // ---- luma

  /** {@code (y * by + add) >> 16}, clamped to 0 to 255. */
  void scaleLuma(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add);

  /** The same from 16 bits to bytes. */
  void scaleLuma16To8(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add);

  /** The same from bytes to 16 bits, clamped to 0 to 1023. */
  void scaleLuma8To16(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add);

  /**
   * Packed 4:2:2 to Y, U and V; {@code luma} is the bit of Y0, and an odd last column has a pair.
   */
  void unpack422(
      MemorySegment in,
      long inAt,
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      int width,
      int luma);

  /** Luma of packed 4:2:2. */
  void luma422(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int luma);

  /** The same with {@code (y * by + add) >> 16}, clamped to 0 to 255. */
  void scaleLuma422(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma,
      int by,
      int add);

  /**
   * Luma of another matrix, from that and chroma of every pixel; {@code in16} and {@code out16}
   * tell which has 16 bits.
   */
  void recolorLuma(
      MemorySegment y,
      long yAt,
      boolean in16,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      boolean out16,
      int width,
      Recolor recolor);

  // ---- to packed pixels, with alpha 255

  /**
   * Luma of a byte, and what two rows of chroma add to red, green and blue, in {@link YuvToColors
   * 16ths of a level}: {@code byNear} quarters of the near one and the rest of the far one. Each is
   * three rows of 16 bits, a value a pixel, {@code stride} bytes apart.
   */
  void colorsToPacked(
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
      YuvToColors matrix);

  /** Luma of 16 bits, and chroma of every pixel. */
  void toPacked16(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToRgb matrix);

  /** Full-range grey. */
  void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width);

  /** 24-bit RGB. */
  void rgbToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red);

  // ---- from packed pixels

  /** {@code (byR * R + byG * G + byB * B + add) >> 16}: luma or grey. */
  void weighted(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      Weights weights);

  /** The same to 16 bits. */
  void weighted16(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      Weights weights);

  /**
   * Two rows weighted; the weights add up to 4. Gives a row of ints with bytes 0 and 2 of each
   * pixel in its halves, and {@code stride} bytes after it one with bytes 1 and 3, in native order.
   */
  void columns(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      MemorySegment columns,
      long columnsAt,
      long stride,
      int width);

  /**
   * A row of {@link #columns} to half the width: {@code before * byBefore + first * byFirst +
   * second * bySecond} of each pair's pixels and the one before it. The weights add up to 4.
   */
  void halve(
      MemorySegment columns,
      long columnsAt,
      MemorySegment sums,
      long sumsAt,
      int pairs,
      int byBefore,
      int byFirst,
      int bySecond);

  /**
   * {@link #columns} of one row, which has all of the weight, and {@link #halve} of both: in the
   * place of the pixel before the first one, and behind a last one that is alone, is that pixel.
   */
  void halveRow(
      MemorySegment in,
      long row,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width,
      int byBefore,
      int byFirst,
      int bySecond);

  /** Halved columns, those of bytes 1 and 3 {@code stride} bytes later, to wide chroma. */
  void sumsToWide(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment wide,
      long wideAt,
      int pairs,
      int red,
      Weights u,
      Weights v);

  /** 24-bit RGB. */
  void packedToRgb(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red);

  // ---- only moved

  /** RGBA to BGRA or back. */
  void swapRedBlue(MemorySegment in, long inAt, MemorySegment out, long outAt, int width);

  /** YUYV to UYVY or back. */
  void swap422(MemorySegment in, long inAt, MemorySegment out, long outAt, int pairs);

  /** UV pairs of bytes to two planes. */
  void deinterleave(MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs);

  /** Two planes to UV pairs of bytes. */
  void interleave(MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs);

  /** Repeats the ends of three rows of colors of pairs. */
  static void padColors(MemorySegment colors, long at, long stride, int pairs) {
    for (int color = 0; color < 3; color++) {
      long row = at + color * stride;
      long end = row + 2L * pairs;
      colors.set(ScalarColor.SHORT, row - 2, colors.get(ScalarColor.SHORT, row));
      colors.set(ScalarColor.SHORT, end, colors.get(ScalarColor.SHORT, end - 2));
    }
  }

  /** Repeats the ends of a wide row. */
  static void pad(MemorySegment wide, long at, int pairs) {
    wide.set(ScalarColor.INT, at - 4, wide.get(ScalarColor.INT, at));
    wide.set(ScalarColor.INT, at + 4L * pairs, wide.get(ScalarColor.INT, at + 4L * pairs - 4));
  }
}
