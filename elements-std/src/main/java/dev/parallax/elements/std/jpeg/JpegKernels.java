package dev.parallax.elements.std.jpeg;

import java.lang.foreign.MemorySegment;

/**
 * The loops over samples when decoding. Both implementations give the same bytes, those of
 * libjpeg's "islow" transform, "fancy" upsampling and colour conversion.
 */
interface JpegKernels {
  /** Ints of a group: 64 coefficients of each of eight blocks, those of one place side by side. */
  int GROUP = 512;

  /**
   * Transforms a group of blocks that lie beside each other, and zeroes it. The samples are {@code
   * (clamp(sample) * gain + bias) >> 16}.
   *
   * @param columns columns, from the left, outside of which all coefficients are zero
   * @param outAt first of 8 rows of 64 bytes, {@code stride} apart
   */
  void inverse(
      int[] coefs, int at, int columns, byte[] out, int outAt, int stride, int gain, int bias);

  /** A row at double width; each sample weighs its neighbour by 1/4. */
  void doubleWidth(byte[] in, int at, byte[] out, int samples);

  /** A row between two, {@code (3 * near + far + bias) >> 2}. */
  void between(byte[] in, int near, int far, int bias, byte[] out, int samples);

  /**
   * A row at double width and height from the two nearest.
   *
   * @param sums scratch of {@code samples + 2}
   */
  void doubleBoth(byte[] in, int near, int far, short[] sums, byte[] out, int samples);

  /** Full-range YCbCr (ITU-T T.871) to RGB. */
  void toRgb(
      byte[] y,
      int yAt,
      byte[] cb,
      int cbAt,
      byte[] cr,
      int crAt,
      MemorySegment out,
      long outAt,
      int pixels);
}
