package dev.parallax.elements.std.video.kernel;

/**
 * Coefficients of ITU-R BT.601-7 with limited range (Y' 16 to 235, Cb and Cr 16 to 240 around 128),
 * sections 2.5.1 to 2.5.3, times 2^16. Sums of a 32-bit product never overflow for 8-bit samples.
 */
final class Bt601 {
  /** Y' to RGB: 255/219. */
  static final int LUMA = 76_309;

  /** What luma 16 subtracts, and the half that rounds. */
  static final int BLACK = (1 << 15) - 16 * LUMA;

  static final int CR_TO_R = 104_597;
  static final int CB_TO_G = -25_675;
  static final int CR_TO_G = -53_279;
  static final int CB_TO_B = 132_201;

  static final int R_TO_Y = 16_829;
  static final int G_TO_Y = 33_039;
  static final int B_TO_Y = 6_416;

  /** Full-range luma, for GRAY8; the three add up to 2^16. */
  static final int R_TO_GRAY = 19_595;

  static final int G_TO_GRAY = 38_470;
  static final int B_TO_GRAY = 7_471;

  /** Each three add up to 0, so that grey has no colour. */
  static final int R_TO_CB = -9_714;

  static final int G_TO_CB = -19_070;
  static final int B_TO_CB = 28_784;
  static final int R_TO_CR = 28_784;
  static final int G_TO_CR = -24_103;
  static final int B_TO_CR = -4_681;

  static final int SHIFT = 16;
  static final int HALF = 1 << (SHIFT - 1);

  private Bt601() {}
}
