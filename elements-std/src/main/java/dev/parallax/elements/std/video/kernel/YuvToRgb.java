package dev.parallax.elements.std.video.kernel;

/**
 * {@code R = (y * Y + rv * V + addR) >> 20}, with U and V in 64ths of an 8-bit level; the others
 * alike.
 */
record YuvToRgb(int y, int rv, int gu, int gv, int bu, int addR, int addG, int addB) {
  static final int SHIFT = 20;

  /** U and V of an 8-bit level, as they come out of a {@link Spread} wide row. */
  static final int CHROMA_UNIT = 64;

  static YuvToRgb of(ColorSpace from) {
    double one = 1 << SHIFT;
    double luma = 255.0 / from.lumaLevels() * one;
    double chroma = 255.0 / from.chromaLevels() * one / CHROMA_UNIT * from.steps();
    double kr = from.kr();
    double kb = from.kb();
    double kg = 1 - kr - kb;
    int y = round(luma);
    int rv = round(2 * (1 - kr) * chroma);
    int gu = round(-2 * kb * (1 - kb) / kg * chroma);
    int gv = round(-2 * kr * (1 - kr) / kg * chroma);
    int bu = round(2 * (1 - kb) * chroma);
    int black = (1 << SHIFT - 1) - from.black() * y;
    int middle = 128 * CHROMA_UNIT;
    return new YuvToRgb(
        y, rv, gu, gv, bu, black - middle * rv, black - middle * (gu + gv), black - middle * bu);
  }

  private static int round(double value) {
    return (int) Math.rint(value);
  }
}
