package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CONST_BITS;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.PASS_BITS;

import java.lang.foreign.MemorySegment;

/**
 * The loops on vectors of 256 bits. A row is done in whole blocks and its rest by {@link
 * ScalarJpegKernels}. No vector leaves the loop that made it, see {@link JpegLanes}.
 */
final class VectorJpegKernels implements JpegKernels {
  private static final VectorJpegKernels INSTANCE = new VectorJpegKernels();

  private VectorJpegKernels() {}

  static JpegKernels instance() {
    return INSTANCE;
  }

  @Override
  public void inverse(
      int[] coefs, int at, int columns, byte[] out, int outAt, int stride, int gain, int bias) {
    InverseLoops.pass(coefs, at, columns, 64, 8, CONST_BITS - PASS_BITS);
    InverseLoops.pass(coefs, at, 8, 8, 64, CONST_BITS + PASS_BITS + 3);
    if (gain == 1 << 16 && bias == 0) {
      InverseLoops.pack(coefs, at, out, outAt, stride);
    } else {
      InverseLoops.pack(coefs, at, out, outAt, stride, gain, bias);
    }
  }

  @Override
  public void doubleWidth(byte[] in, int at, byte[] out, int samples) {
    int i = UpsampleLoops.doubleWidth(in, at, out, samples);
    ScalarJpegKernels.doubleWidth(in, at, out, 0, 1, samples);
    ScalarJpegKernels.doubleWidth(in, at, out, i, samples, samples);
  }

  @Override
  public void between(byte[] in, int near, int far, int bias, byte[] out, int samples) {
    int i = UpsampleLoops.between(in, near, far, bias, out, samples);
    ScalarJpegKernels.between(in, near, far, bias, out, i, samples);
  }

  @Override
  public void doubleBoth(byte[] in, int near, int far, short[] sums, byte[] out, int samples) {
    int i = UpsampleLoops.sums(in, near, far, sums, samples);
    ScalarJpegKernels.sums(in, near, far, sums, i, samples);
    i = UpsampleLoops.spread(sums, out, samples);
    ScalarJpegKernels.spread(sums, out, i, samples);
  }

  @Override
  public void toRgb(
      byte[] y,
      int yAt,
      byte[] cb,
      int cbAt,
      byte[] cr,
      int crAt,
      MemorySegment out,
      long outAt,
      int pixels) {
    int i = RgbLoops.toRgb(y, yAt, cb, cbAt, cr, crAt, out, outAt, pixels);
    ScalarJpegKernels.toRgb(y, yAt, cb, cbAt, cr, crAt, out, outAt, i, pixels);
  }
}
