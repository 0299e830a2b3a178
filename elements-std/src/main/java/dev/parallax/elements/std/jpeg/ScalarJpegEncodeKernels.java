package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CONST_BITS;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_298;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_390;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_541;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_765;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_899;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_175;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_501;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_847;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_961;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_2_053;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_2_562;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_3_072;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.PASS_BITS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The loops without vectors. */
final class ScalarJpegEncodeKernels implements JpegEncodeKernels {
  static final ScalarJpegEncodeKernels INSTANCE = new ScalarJpegEncodeKernels();

  // 65536 times the factors of T.871, section 7; each row adds up to 65536 or 0.
  static final int R_TO_Y = 19595;
  static final int G_TO_Y = 38470;
  static final int B_TO_Y = 7471;
  static final int R_TO_CB = -11059;
  static final int G_TO_CB = -21709;
  static final int B_TO_CB = 32768;
  static final int R_TO_CR = 32768;
  static final int G_TO_CR = -27439;
  static final int B_TO_CR = -5329;
  static final int HALF = 1 << 15;

  /** Just below a half, so that 255.5 does not come about. */
  static final int CHROMA = (128 << 16) + HALF - 1;

  private ScalarJpegEncodeKernels() {}

  @Override
  public void forward(byte[] in, int at, int stride, int gain, int bias, int[] coefs) {
    for (int r = 0; r < 8; r++) {
      for (int i = 0; i < 64; i++) {
        int value = (in[at + r * stride + i] & 0xff) * gain + bias >> 16;
        coefs[r * 64 + (i & 7) * 8 + (i >> 3)] = ScalarJpegKernels.clamp(value) - 128;
      }
    }
    for (int lane = 0; lane < 8; lane++) {
      for (int r = 0; r < 8; r++) {
        pass(coefs, r * 64 + lane, 8, CONST_BITS - PASS_BITS);
      }
      for (int c = 0; c < 8; c++) {
        pass(coefs, c * 8 + lane, 64, CONST_BITS + PASS_BITS);
      }
    }
  }

  private static void pass(int[] a, int at, int step, int shift) {
    int round = 1 << shift - 1;
    int s07 = a[at] + a[at + 7 * step];
    int d07 = a[at] - a[at + 7 * step];
    int s16 = a[at + step] + a[at + 6 * step];
    int d16 = a[at + step] - a[at + 6 * step];
    int s25 = a[at + 2 * step] + a[at + 5 * step];
    int d25 = a[at + 2 * step] - a[at + 5 * step];
    int s34 = a[at + 3 * step] + a[at + 4 * step];
    int d34 = a[at + 3 * step] - a[at + 4 * step];
    int outer = s07 + s34;
    int inner = s16 + s25;
    a[at] = (outer + inner << CONST_BITS) + round >> shift;
    a[at + 4 * step] = (outer - inner << CONST_BITS) + round >> shift;
    int t12 = s16 - s25;
    int t13 = s07 - s34;
    int even = (t12 + t13) * F_0_541 + round;
    a[at + 2 * step] = even + t13 * F_0_765 >> shift;
    a[at + 6 * step] = even - t12 * F_1_847 >> shift;
    int z5 = (d34 + d16 + d25 + d07) * F_1_175 + round;
    int z3 = z5 - (d34 + d16) * F_1_961;
    int z4 = z5 - (d25 + d07) * F_0_390;
    int z1 = (d34 + d07) * -F_0_899;
    int z2 = (d25 + d16) * -F_2_562;
    a[at + 7 * step] = d34 * F_0_298 + z1 + z3 >> shift;
    a[at + 5 * step] = d25 * F_2_053 + z2 + z4 >> shift;
    a[at + 3 * step] = d16 * F_3_072 + z2 + z3 >> shift;
    a[at + step] = d07 * F_1_501 + z1 + z4 >> shift;
  }

  @Override
  public void quantize(int[] coefs, int[] halves, int[] reciprocals, byte[] masks) {
    for (int k = 0; k < 64; k++) {
      int place = JpegTables.NATURAL[k];
      int mask = 0;
      for (int lane = 0; lane < 8; lane++) {
        int value = coefs[place * 8 + lane];
        int size = (Math.abs(value) + halves[place]) * reciprocals[place] >> SHIFT;
        coefs[place * 8 + lane] = value < 0 ? -size : size;
        mask |= size == 0 ? 0 : 1 << lane;
      }
      masks[k] = (byte) mask;
    }
  }

  @Override
  public void turn(byte[] lanes, long[] masks) {
    java.util.Arrays.fill(masks, 0);
    for (int k = 0; k < 64; k += 8) {
      long x = 0;
      for (int i = 7; i >= 0; i--) {
        x = x << 8 | lanes[k + i] & 0xff;
      }
      // The transpose of 8x8 bits: quarters of halves change places.
      long t = (x ^ x >>> 7) & 0x00aa_00aa_00aa_00aaL;
      x = x ^ t ^ t << 7;
      t = (x ^ x >>> 14) & 0x0000_cccc_0000_ccccL;
      x = x ^ t ^ t << 14;
      t = (x ^ x >>> 28) & 0x0000_0000_f0f0_f0f0L;
      x = x ^ t ^ t << 28;
      for (int lane = 0; lane < 8; lane++) {
        masks[lane] |= (x >>> 8 * lane & 0xff) << k;
      }
    }
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
    toYcc(in, at, bytes, red, y, cb, cr, to, 0, pixels);
  }

  static void toYcc(
      MemorySegment in,
      long at,
      int bytes,
      int red,
      byte[] y,
      byte[] cb,
      byte[] cr,
      int to,
      int from,
      int pixels) {
    for (int i = from; i < pixels; i++) {
      long p = at + (long) i * bytes;
      int first = in.get(ValueLayout.JAVA_BYTE, p) & 0xff;
      int g = in.get(ValueLayout.JAVA_BYTE, p + 1) & 0xff;
      int third = in.get(ValueLayout.JAVA_BYTE, p + 2) & 0xff;
      int r = red == 0 ? first : third;
      int b = red == 0 ? third : first;
      y[to + i] = (byte) (R_TO_Y * r + G_TO_Y * g + B_TO_Y * b + HALF >> 16);
      cb[to + i] = (byte) (R_TO_CB * r + G_TO_CB * g + B_TO_CB * b + CHROMA >> 16);
      cr[to + i] = (byte) (R_TO_CR * r + G_TO_CR * g + B_TO_CR * b + CHROMA >> 16);
    }
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
    split(in, at, first, firstAt, second, secondAt, 0, pairs);
  }

  static void split(
      MemorySegment in,
      long at,
      byte[] first,
      int firstAt,
      byte[] second,
      int secondAt,
      int from,
      int pairs) {
    for (int i = from; i < pairs; i++) {
      first[firstAt + i] = in.get(ValueLayout.JAVA_BYTE, at + 2L * i);
      second[secondAt + i] = in.get(ValueLayout.JAVA_BYTE, at + 2L * i + 1);
    }
  }
}
