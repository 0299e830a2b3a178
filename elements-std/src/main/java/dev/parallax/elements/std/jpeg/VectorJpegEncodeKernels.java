package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CONST_BITS;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.PASS_BITS;

import java.lang.foreign.MemorySegment;

/** The loops on vectors of 256 bits; rests of rows by {@link ScalarJpegEncodeKernels}. */
final class VectorJpegEncodeKernels implements JpegEncodeKernels {
  private static final VectorJpegEncodeKernels INSTANCE = new VectorJpegEncodeKernels();

  private VectorJpegEncodeKernels() {}

  static JpegEncodeKernels instance() {
    return INSTANCE;
  }

  @Override
  public void forward(byte[] in, int at, int stride, int gain, int bias, int[] coefs) {
    if (gain == JpegInput.ONE) { // has no bias
      ForwardLoops.unpack(in, at, stride, coefs);
    } else {
      ForwardLoops.unpack(in, at, stride, gain, bias, coefs);
    }
    ForwardLoops.pass(coefs, 8, 64, CONST_BITS - PASS_BITS);
    ForwardLoops.pass(coefs, 64, 8, CONST_BITS + PASS_BITS);
  }

  @Override
  public void quantize(int[] coefs, int[] halves, int[] reciprocals, byte[] masks) {
    ForwardLoops.quantize(coefs, halves, reciprocals, masks);
  }

  @Override
  public void turn(byte[] lanes, long[] masks) {
    ForwardLoops.turn(lanes, masks);
  }

  @Override
  public void toYcc(
      MemorySegment in,
      long at,
      int bytes,
      int red,
      byte[] y,
      byte[] cb,
      byte[] cr,
      int to,
      int pixels) {
    int i =
        bytes == 4
            ? YccLoops.fromPacked(in, at, red, y, cb, cr, to, pixels)
            : YccLoops.fromRgb(in, at, y, cb, cr, to, pixels);
    ScalarJpegEncodeKernels.toYcc(in, at, bytes, red, y, cb, cr, to, i, pixels);
  }

  @Override
  public void split(
      MemorySegment in,
      long at,
      byte[] first,
      int firstAt,
      byte[] second,
      int secondAt,
      int pairs) {
    int i = YccLoops.split(in, at, first, firstAt, second, secondAt, pairs);
    ScalarJpegEncodeKernels.split(in, at, first, firstAt, second, secondAt, i, pairs);
  }
}
