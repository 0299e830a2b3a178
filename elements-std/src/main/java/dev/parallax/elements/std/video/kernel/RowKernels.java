package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Loops over one row. Both implementations give the same bytes. Offsets are in bytes from the start
 * of the segment; sources and destinations do not overlap; nothing outside the rows named is read
 * or written.
 *
 * <p>"Packed" pixels are four bytes, alpha last. {@code red} is the bit of red in the little-endian
 * 32-bit pixel: 0 for RGBA, 16 for BGRA. {@code luma} is the bit of Y0 in a packed 4:2:2 pair: 0
 * for YUYV, 8 for UYVY.
 */
interface RowKernels {
  /**
   * What U and V, at half the horizontal resolution, add to red, green and blue of every pixel
   * (nearest), with the constants of luma: three rows of {@code width} rounded up to even ints in
   * native order, {@code stride} bytes apart.
   */
  void chromaToTerms(
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment terms,
      long termsAt,
      long stride,
      int width);

  /** Y and the terms of its chroma to packed pixels with alpha 255. */
  void lumaToPacked(
      MemorySegment y,
      long yAt,
      MemorySegment terms,
      long termsAt,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red);

  /** Packed pixels to limited-range luma. */
  void packedToLuma(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red);

  /** Packed pixels to full-range luma. */
  void packedToGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red);

  /**
   * Sums over 2x2 pixels of two rows of packed pixels (which may be the same): a row of ints with
   * the sums of bytes 0 and 2 in the halves (that of byte 0 low), and {@code stride} bytes after it
   * a row of ints with the sum of byte 1, in native order. An odd last column counts twice.
   */
  void packedToSums(
      MemorySegment in,
      long row0,
      long row1,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width);

  /** Such sums to U and V. */
  void sumsToChroma(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment out,
      long uAt,
      long vAt,
      int pairs,
      int red);

  /** Full-range grey to packed pixels with alpha 255. */
  void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width);

  /** Limited-range luma to full-range grey. */
  void lumaToGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width);

  /** 24-bit RGB to packed pixels with alpha 255. */
  void rgbToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red);

  /** Packed pixels to 24-bit RGB. */
  void packedToRgb(MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red);

  /** RGBA to BGRA or back. */
  void swapRedBlue(MemorySegment in, long inAt, MemorySegment out, long outAt, int width);

  /** Pairs of bytes to two rows. */
  void deinterleave(MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs);

  /** Two rows to pairs of bytes. */
  void interleave(MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs);

  /** Packed 4:2:2 to Y, U and V. */
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

  /** Y, U and V to packed 4:2:2; an odd last column is repeated. */
  void pack422(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma);

  /** Mean of two rows of bytes, halves rounded up; {@code out} may be one of them. */
  void average(
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment out,
      long outAt,
      int bytes);

  /**
   * Rows blended for scaling: {@code (row0 * (2048 - weight) + row1 * weight + 8) >> 4}, 15 bits,
   * as 16-bit values in native order.
   */
  void blendRows(
      MemorySegment in, long row0, long row1, int weight, MemorySegment out, long outAt, int bytes);

  /**
   * Such rows to pairs of neighbours {@code step} apart: {@code row[i] | row[i + step] << 16};
   * reads {@code samples + step} values.
   */
  void pairColumns(MemorySegment row, long rowAt, int step, int[] pairs, int samples);

  /** Pairs at {@code index}, blended by their {@code weight} (0 to 2048), to bytes. */
  void blendColumns(
      int[] pairs, int[] index, int[] weight, MemorySegment out, long outAt, int samples);

  /**
   * Pixels of four 16-bit samples in native order at {@code leftAt} and {@code rightAt}, blended to
   * bytes as {@link #blendColumns} does; a pixel has two equal weights.
   */
  void blendPixels(
      MemorySegment in,
      long leftAt,
      long rightAt,
      int[] weight,
      MemorySegment out,
      long outAt,
      int pixels);
}
