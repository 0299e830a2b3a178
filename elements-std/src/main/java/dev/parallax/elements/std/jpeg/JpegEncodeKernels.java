package dev.parallax.elements.std.jpeg;

import java.lang.foreign.MemorySegment;

/**
 * The loops over samples when encoding. Both implementations give the same bytes. A group is as in
 * {@link JpegKernels}.
 */
interface JpegEncodeKernels {
  /** Fixed point of {@link #quantize}. */
  int SHIFT = 18;

  /**
   * Transforms eight blocks that lie beside each other, as libjpeg's "islow" does. Samples become
   * {@code clamp((sample * gain + bias) >> 16)} before.
   *
   * @param at first of 8 rows of 64 bytes, {@code stride} apart
   */
  void forward(byte[] in, int at, int stride, int gain, int bias, int[] coefs);

  /**
   * Divides a group: each coefficient becomes {@code (abs + half) * reciprocal >> SHIFT} with its
   * sign.
   *
   * @param halves half a step by natural place
   * @param reciprocals of the steps
   * @param masks by zigzag index: bits of the blocks whose coefficient is not zero
   */
  void quantize(int[] coefs, int[] halves, int[] reciprocals, byte[] masks);

  /** From bits of blocks by coefficient to bits of coefficients by block. */
  void turn(byte[] lanes, long[] masks);

  /**
   * RGB to full-range YCbCr (ITU-T T.871).
   *
   * @param bytes of a pixel, 3 or 4
   * @param red bit of red in the pixel, 0 or 16
   */
  void toYcc(
      MemorySegment in,
      long at,
      int bytes,
      int red,
      byte[] y,
      byte[] cb,
      byte[] cr,
      int to,
      int pixels);

  /** Pairs of bytes to their first and their second ones. */
  void split(
      MemorySegment in, long at, byte[] first, int firstAt, byte[] second, int secondAt, int pairs);
}
