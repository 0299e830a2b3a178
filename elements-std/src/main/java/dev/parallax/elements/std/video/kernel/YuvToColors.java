package dev.parallax.elements.std.video.kernel;

/**
 * Luma and chroma of a byte to red, green and blue in 16 bits, so that twice as many values fit
 * into a vector as with {@link YuvToRgb}. All sums are in 32nds of a level, which leaves room for
 * the widest matrix and range: chroma adds at most 281 levels, luma at most 297.
 *
 * <p>Each factor has a whole part, and a rest in 128ths (256ths for luma): {@code u * whole + (u *
 * rest >> 7)}. What chroma adds is made once a pair of pixels, and then interpolated as chroma
 * would be. The black of luma is in it, and the half that rounds.
 */
record YuvToColors(
    int luma,
    int lumaRest,
    int rv,
    int rvRest,
    int gu,
    int guRest,
    int gv,
    int gvRest,
    int bu,
    int buRest,
    int addR,
    int addG,
    int addB) {
  /** 32nds. */
  static final int LEVEL = 5;

  static final int LUMA_REST = 8;
  static final int REST = 7;

  static YuvToColors of(ColorSpace from) {
    double one = 1 << LEVEL;
    double scale = 255.0 / from.lumaLevels() * one;
    int luma = (int) scale;
    int lumaRest = (int) Math.rint((scale - luma) * (1 << LUMA_REST));
    double chroma = 255.0 / from.chromaLevels() * one;
    double kr = from.kr();
    double kb = from.kb();
    double kg = 1 - kr - kb;
    int rv = parts(2 * (1 - kr) * chroma);
    int gu = parts(-2 * kb * (1 - kb) / kg * chroma);
    int gv = parts(-2 * kr * (1 - kr) / kg * chroma);
    int bu = parts(2 * (1 - kb) * chroma);
    int add = (1 << LEVEL - 1) - from.black() * luma - (from.black() * lumaRest >> LUMA_REST);
    // 128 of U and V add nothing: 128 times the whole part, and 128 128ths of the rest.
    return new YuvToColors(
        luma,
        lumaRest,
        whole(rv),
        rest(rv),
        whole(gu),
        rest(gu),
        whole(gv),
        rest(gv),
        whole(bu),
        rest(bu),
        add - rv,
        add - gu - gv,
        add - bu);
  }

  /** A factor in 128ths, to the nearest. */
  private static int parts(double factor) {
    return (int) Math.rint(factor * (1 << REST));
  }

  private static int whole(int parts) {
    return parts + (1 << REST - 1) >> REST;
  }

  private static int rest(int parts) {
    return parts - (whole(parts) << REST);
  }
}
