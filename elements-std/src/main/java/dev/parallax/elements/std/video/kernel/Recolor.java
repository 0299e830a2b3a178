package dev.parallax.elements.std.video.kernel;

/**
 * From one luma and chroma to another, without RGB between, so that colors outside its cube stay.
 * Chroma follows from chroma alone, because grey stays grey.
 *
 * <p>{@code Y' = (y * Y + yu * U + yv * V + addY) >> 20} with U and V in 64ths of a level; {@code
 * U' = (uu * U + uv * V + addU) >> 16} with wide ones, V' alike.
 */
record Recolor(
    int y,
    int yu,
    int yv,
    int addY,
    int maxY,
    int uu,
    int uv,
    int addU,
    int vu,
    int vv,
    int addV,
    int maxChroma) {
  static final int LUMA_SHIFT = YuvToRgb.SHIFT;
  static final int CHROMA_SHIFT = 16;

  static Recolor of(ColorSpace from, ColorSpace to) {
    double kg = 1 - from.kr() - from.kb();
    // What V (times 2 * (1 - kr)) adds to red, and so on, is what it adds to the other luma.
    double rv = 2 * (1 - from.kr());
    double bu = 2 * (1 - from.kb());
    double gu = -bu * from.kb() / kg;
    double gv = -rv * from.kr() / kg;
    double toG = 1 - to.kr() - to.kb();
    double lu = toG * gu + to.kb() * bu;
    double lv = to.kr() * rv + toG * gv;
    double luma = (double) to.lumaLevels() / from.lumaLevels() * (1 << LUMA_SHIFT);
    double perChroma =
        (double) to.lumaLevels()
            * from.steps()
            / from.chromaLevels()
            * (1 << LUMA_SHIFT)
            / YuvToRgb.CHROMA_UNIT;
    int y = round(luma);
    int yu = round(lu * perChroma);
    int yv = round(lv * perChroma);
    int middle = 128 * YuvToRgb.CHROMA_UNIT;
    int addY =
        (to.black() << LUMA_SHIFT)
            + (1 << LUMA_SHIFT - 1)
            - from.black() * y
            - middle * yu
            - middle * yv;
    double chroma =
        (double) to.chromaLevels()
            / to.steps()
            / (from.chromaLevels() / (double) from.steps())
            * (1 << CHROMA_SHIFT);
    double intoU = chroma / (2 * (1 - to.kb()));
    double intoV = chroma / (2 * (1 - to.kr()));
    int uu = round((bu - lu) * intoU);
    int uv = round(-lv * intoU);
    int vu = round(-lu * intoV);
    int vv = round((rv - lv) * intoV);
    return new Recolor(
        y,
        yu,
        yv,
        addY,
        (256 * to.steps()) - 1,
        uu,
        uv,
        middle(uu + uv),
        vu,
        vv,
        middle(vu + vv),
        16 * 256 - 1);
  }

  /** Wide 128 stays wide 128; rounds. */
  private static int middle(int factors) {
    return (128 * 16 << CHROMA_SHIFT) - 128 * 16 * factors + (1 << CHROMA_SHIFT - 1);
  }

  private static int round(double value) {
    return (int) Math.rint(value);
  }
}
