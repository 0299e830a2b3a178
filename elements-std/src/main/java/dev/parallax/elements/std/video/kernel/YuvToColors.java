package dev.parallax.elements.std.video.kernel;

/**
 * Luma and chroma of a byte to red, green and blue in 16 bits, so that twice as many values fit
 * into a vector as with {@link YuvToRgb}.
 *
 * <p>What chroma adds to a color is made once a pair of pixels, in 16ths of a level, and then
 * interpolated as chroma would be: along the row in 16ths, between two rows by {@link #ROWS}
 * quarters, which makes it 64ths. The black of luma is in it, and the half that rounds. It is at
 * most 281 levels; luma, which is at most 297, is added in 64ths by a sum that saturates, at 512.
 *
 * <p>A factor of chroma has a whole part, and a rest in 128ths: {@code u * whole + (u * rest >>
 * 7)}. That of luma is in 128ths of a level, which is within 0.08 levels for every matrix and
 * range.
 */
record YuvToColors(
    int luma,
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
  /** 64ths: of luma, and of the sum. */
  static final int LEVEL = 6;

  /** What two rows of chroma count for together. */
  static final int ROWS = 4;

  /** 16ths: of what chroma adds. */
  private static final int CHROMA_LEVEL = 4;

  static final int LUMA_REST = 1;
  static final int REST = 7;

  static YuvToColors of(ColorSpace from) {
    int luma = (int) Math.rint(255.0 / from.lumaLevels() * (1 << LEVEL + LUMA_REST));
    double chroma = 255.0 / from.chromaLevels() * (1 << CHROMA_LEVEL);
    double kr = from.kr();
    double kb = from.kb();
    double kg = 1 - kr - kb;
    int rv = parts(2 * (1 - kr) * chroma);
    int gu = parts(-2 * kb * (1 - kb) / kg * chroma);
    int gv = parts(-2 * kr * (1 - kr) / kg * chroma);
    int bu = parts(2 * (1 - kb) * chroma);
    int add = (1 << CHROMA_LEVEL - 1) - (from.black() * luma >> LUMA_REST) / ROWS;
    // 128 of U and V add nothing: 128 times the whole part, and 128 128ths of the rest.
    return new YuvToColors(
        luma,
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
