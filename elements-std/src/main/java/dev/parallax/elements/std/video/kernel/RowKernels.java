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
  /** The loops of the same kind for conversions of color. */
  ColorRows color();

  /** Pairs of bytes to two rows. */
  void deinterleave(MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs);

  /** Two rows to pairs of bytes. */
  void interleave(MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs);

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
}
