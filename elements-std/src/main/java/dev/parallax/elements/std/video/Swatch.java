package dev.parallax.elements.std.video;

/**
 * A color as both families of formats have it. They differ on purpose where a test signal leaves
 * the RGB cube.
 *
 * @param rgb 0xRRGGBB, full range
 * @param yuv 0xYYUUVV, BT.601 limited range
 */
record Swatch(int rgb, int yuv) {
  static final Swatch WHITE = of(0xffffff);
  static final Swatch YELLOW = of(0xffff00);
  static final Swatch CYAN = of(0x00ffff);
  static final Swatch GREEN = of(0x00ff00);
  static final Swatch MAGENTA = of(0xff00ff);
  static final Swatch RED = of(0xff0000);
  static final Swatch BLUE = of(0x0000ff);
  static final Swatch BLACK = of(0x000000);

  /** -I, +Q and the steps around black (PLUGE) as GStreamer 1.22 paints them. */
  static final Swatch MINUS_I = new Swatch(0x000080, 0x10c615);

  static final Swatch PLUS_Q = new Swatch(0x0080ff, 0x10ebc6);
  static final Swatch SUPER_BLACK = new Swatch(0x000000, 0x008080);
  static final Swatch DARK_GRAY = new Swatch(0x131313, 0x208080);

  private static final Swatch[] GRAYS = new Swatch[256];

  static {
    for (int g = 0; g < 256; g++) {
      GRAYS[g] = of(g * 0x010101);
    }
  }

  /** The same color in both, by ITU-R BT.601-7, rounded to the nearest level. */
  static Swatch of(int rgb) {
    double r = (rgb >> 16 & 0xff) / 255.0;
    double g = (rgb >> 8 & 0xff) / 255.0;
    double b = (rgb & 0xff) / 255.0;
    double l = 0.299 * r + 0.587 * g + 0.114 * b;
    long y = Math.round(16 + 219 * l);
    long u = Math.round(128 + 224 * (b - l) / 1.772);
    long v = Math.round(128 + 224 * (r - l) / 1.402);
    return new Swatch(rgb & 0xffffff, (int) (y << 16 | u << 8 | v));
  }

  /** Gray of a level from 0 to 255. */
  static Swatch gray(int level) {
    return GRAYS[level];
  }

  /** 75 % of every channel. */
  Swatch threeQuarters() {
    int r = (rgb >> 16 & 0xff) * 3 / 4;
    int g = (rgb >> 8 & 0xff) * 3 / 4;
    int b = (rgb & 0xff) * 3 / 4;
    return of(r << 16 | g << 8 | b);
  }
}
