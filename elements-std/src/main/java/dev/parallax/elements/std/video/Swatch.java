package dev.parallax.elements.std.video;

/**
 * A color as both families of formats have it. They differ on purpose where a test signal leaves
 * the RGB cube.
 *
 * @param rgb 0xRRGGBB, full range
 * @param yuv 0xYYUUVV, of 8 bits, in the colorimetry of its {@link Palette}
 */
record Swatch(int rgb, int yuv) {
  /** -I, +Q and the steps around black (PLUGE) as GStreamer 1.22 paints them. */
  static final Swatch MINUS_I = new Swatch(0x000080, 0x10c615);

  static final Swatch PLUS_Q = new Swatch(0x0080ff, 0x10ebc6);
  static final Swatch SUPER_BLACK = new Swatch(0x000000, 0x008080);
  static final Swatch DARK_GRAY = new Swatch(0x131313, 0x208080);

  /** 75 % of every channel. */
  static int threeQuarters(int rgb) {
    int r = (rgb >> 16 & 0xff) * 3 / 4;
    int g = (rgb >> 8 & 0xff) * 3 / 4;
    int b = (rgb & 0xff) * 3 / 4;
    return r << 16 | g << 8 | b;
  }

  /** This color with another level of luma, U (shift 8) or V (shift 0) in YUV. */
  Swatch with(int shift, int level) {
    return new Swatch(rgb, yuv & ~(0xff << shift) | level << shift);
  }
}
