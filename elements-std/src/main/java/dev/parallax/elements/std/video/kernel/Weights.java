package dev.parallax.elements.std.video.kernel;

/** {@code (byR * R + byG * G + byB * B + add) >> 16}. */
record Weights(int byR, int byG, int byB, int add) {
  static final int SHIFT = 16;

  private static final double ONE = 1 << SHIFT;

  /** Luma of full-range RGB. */
  static Weights luma(ColorSpace to) {
    double scale = to.lumaLevels() / 255.0 * ONE;
    int r = round(to.kr() * scale);
    int b = round(to.kb() * scale);
    // White is exact.
    return new Weights(r, round(scale) - r - b, b, (to.black() << SHIFT) + (1 << SHIFT - 1));
  }

  /** Wide U of RGB times 16; grey gives no color. */
  static Weights u(ColorSpace to) {
    double scale = wideScale(to) / (2 * (1 - to.kb()));
    int r = round(-to.kr() * scale);
    int b = round((1 - to.kb()) * scale);
    return chroma(r, b);
  }

  /** Wide V of RGB times 16; grey gives no color. */
  static Weights v(ColorSpace to) {
    double scale = wideScale(to) / (2 * (1 - to.kr()));
    int r = round((1 - to.kr()) * scale);
    int b = round(-to.kb() * scale);
    return chroma(r, b);
  }

  private static Weights chroma(int r, int b) {
    return new Weights(r, -r - b, b, (128 * 16 << SHIFT) + (1 << SHIFT - 1));
  }

  /** A wide unit is a 16th of an 8-bit level, as the sums are 16 times a pixel. */
  private static double wideScale(ColorSpace to) {
    return to.chromaLevels() / 255.0 / to.steps() * ONE;
  }

  private static int round(double value) {
    return (int) Math.rint(value);
  }
}
