package dev.parallax.elements.std.jpeg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** The loops without vectors. */
final class ScalarJpegKernels implements JpegKernels {
  static final ScalarJpegKernels INSTANCE = new ScalarJpegKernels();

  /** Fixed point of the transform's constants, and bits kept between its passes. */
  static final int CONST_BITS = 13;

  static final int PASS_BITS = 2;

  // 8192 times the cosines and sums of cosines of Loeffler, Ligtenberg and Moschytz (ICASSP 1989).
  static final int F_0_298 = 2446;
  static final int F_0_390 = 3196;
  static final int F_0_541 = 4433;
  static final int F_0_765 = 6270;
  static final int F_0_899 = 7373;
  static final int F_1_175 = 9633;
  static final int F_1_501 = 12299;
  static final int F_1_847 = 15137;
  static final int F_1_961 = 16069;
  static final int F_2_053 = 16819;
  static final int F_2_562 = 20995;
  static final int F_3_072 = 25172;

  // 65536 times the factors of T.871, section 7.
  static final int CR_TO_R = 91881;
  static final int CB_TO_B = 116130;
  static final int CB_TO_G = -22554;
  static final int CR_TO_G = -46802;
  static final int HALF = 1 << 15;

  private ScalarJpegKernels() {}

  @Override
  public void inverse(
      int[] coefs, int at, int columns, byte[] out, int outAt, int stride, int gain, int bias) {
    for (int lane = 0; lane < 8; lane++) {
      for (int c = 0; c < columns; c++) {
        pass(coefs, at + c * 8 + lane, 64, CONST_BITS - PASS_BITS);
      }
      for (int r = 0; r < 8; r++) {
        int row = at + r * 64 + lane;
        pass(coefs, row, 8, CONST_BITS + PASS_BITS + 3);
        int to = outAt + r * stride + lane * 8;
        for (int c = 0; c < 8; c++) {
          out[to + c] = (byte) (clamp(coefs[row + c * 8] + 128) * gain + bias >> 16);
        }
      }
    }
    Arrays.fill(coefs, at, at + GROUP, 0);
  }

  static int clamp(int v) {
    return Math.max(0, Math.min(255, v));
  }

  /** The transform of 8 values that are {@code step} apart, in place. */
  private static void pass(int[] a, int at, int step, int shift) {
    int even = (a[at + 2 * step] + a[at + 6 * step]) * F_0_541;
    int t2 = even - a[at + 6 * step] * F_1_847;
    int t3 = even + a[at + 2 * step] * F_0_765;
    int round = 1 << shift - 1;
    int t0 = (a[at] + a[at + 4 * step] << CONST_BITS) + round;
    int t1 = (a[at] - a[at + 4 * step] << CONST_BITS) + round;
    int e0 = t0 + t3;
    int e3 = t0 - t3;
    int e1 = t1 + t2;
    int e2 = t1 - t2;
    int a7 = a[at + 7 * step];
    int a5 = a[at + 5 * step];
    int a3 = a[at + 3 * step];
    int a1 = a[at + step];
    int z5 = (a7 + a3 + a5 + a1) * F_1_175;
    int z3 = z5 - (a7 + a3) * F_1_961;
    int z4 = z5 - (a5 + a1) * F_0_390;
    int z1 = (a7 + a1) * -F_0_899;
    int z2 = (a5 + a3) * -F_2_562;
    int o0 = a7 * F_0_298 + z1 + z3;
    int o1 = a5 * F_2_053 + z2 + z4;
    int o2 = a3 * F_3_072 + z2 + z3;
    int o3 = a1 * F_1_501 + z1 + z4;
    a[at] = e0 + o3 >> shift;
    a[at + 7 * step] = e0 - o3 >> shift;
    a[at + step] = e1 + o2 >> shift;
    a[at + 6 * step] = e1 - o2 >> shift;
    a[at + 2 * step] = e2 + o1 >> shift;
    a[at + 5 * step] = e2 - o1 >> shift;
    a[at + 3 * step] = e3 + o0 >> shift;
    a[at + 4 * step] = e3 - o0 >> shift;
  }

  @Override
  public void doubleWidth(byte[] in, int at, byte[] out, int samples) {
    doubleWidth(in, at, out, 0, samples, samples);
  }

  /** The samples {@code from} to {@code to} of a row. */
  static void doubleWidth(byte[] in, int at, byte[] out, int from, int to, int samples) {
    for (int i = from; i < to; i++) {
      int three = 3 * (in[at + i] & 0xff);
      out[2 * i] = (byte) (three + (in[at + Math.max(i - 1, 0)] & 0xff) + 1 >> 2);
      out[2 * i + 1] = (byte) (three + (in[at + Math.min(i + 1, samples - 1)] & 0xff) + 2 >> 2);
    }
  }

  @Override
  public void between(byte[] in, int near, int far, int bias, byte[] out, int samples) {
    between(in, near, far, bias, out, 0, samples);
  }

  static void between(byte[] in, int near, int far, int bias, byte[] out, int from, int samples) {
    for (int i = from; i < samples; i++) {
      out[i] = (byte) (3 * (in[near + i] & 0xff) + (in[far + i] & 0xff) + bias >> 2);
    }
  }

  @Override
  public void doubleBoth(byte[] in, int near, int far, short[] sums, byte[] out, int samples) {
    sums(in, near, far, sums, 0, samples);
    spread(sums, out, 0, samples);
  }

  /** {@code 3 * near + far} from the second place on. */
  static void sums(byte[] in, int near, int far, short[] sums, int from, int samples) {
    for (int i = from; i < samples; i++) {
      sums[i + 1] = (short) (3 * (in[near + i] & 0xff) + (in[far + i] & 0xff));
    }
    sums[0] = sums[1];
    sums[samples + 1] = sums[samples];
  }

  static void spread(short[] sums, byte[] out, int from, int samples) {
    for (int i = from; i < samples; i++) {
      int three = 3 * sums[i + 1];
      out[2 * i] = (byte) (three + sums[i] + 8 >> 4);
      out[2 * i + 1] = (byte) (three + sums[i + 2] + 7 >> 4);
    }
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
    toRgb(y, yAt, cb, cbAt, cr, crAt, out, outAt, 0, pixels);
  }

  static void toRgb(
      byte[] y,
      int yAt,
      byte[] cb,
      int cbAt,
      byte[] cr,
      int crAt,
      MemorySegment out,
      long outAt,
      int from,
      int pixels) {
    for (int i = from; i < pixels; i++) {
      int luma = y[yAt + i] & 0xff;
      int u = (cb[cbAt + i] & 0xff) - 128;
      int v = (cr[crAt + i] & 0xff) - 128;
      long to = outAt + 3L * i;
      out.set(ValueLayout.JAVA_BYTE, to, (byte) clamp(luma + (CR_TO_R * v + HALF >> 16)));
      out.set(
          ValueLayout.JAVA_BYTE,
          to + 1,
          (byte) clamp(luma + (CB_TO_G * u + CR_TO_G * v + HALF >> 16)));
      out.set(ValueLayout.JAVA_BYTE, to + 2, (byte) clamp(luma + (CB_TO_B * u + HALF >> 16)));
    }
  }
}
