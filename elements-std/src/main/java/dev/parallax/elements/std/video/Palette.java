package dev.parallax.elements.std.video;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.ColorMatrix;
import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.Colorimetry;
import dev.parallax.model.format.PixelFormats;

/** Makes colors as a format with its colorimetry stores them. */
final class Palette {
  private final double kr;
  private final double kb;
  private final boolean full;

  /** Colors of a format; of formats without luma they are those of BT.601. */
  Palette(PixelFormat format, Colorimetry colors) {
    boolean luma = !PixelFormats.isRgb(format) && colors.matrix() != ColorMatrix.RGB;
    ColorMatrix matrix = luma ? colors.matrix() : ColorMatrix.BT601;
    kr = matrix.red();
    kb = matrix.blue();
    full = luma && colors.range() == ColorRange.FULL;
  }

  /** The color in both families of formats, rounded to the nearest level. */
  Swatch of(int rgb) {
    double r = (rgb >> 16 & 0xff) / 255.0;
    double g = (rgb >> 8 & 0xff) / 255.0;
    double b = (rgb & 0xff) / 255.0;
    double l = kr * r + (1 - kr - kb) * g + kb * b;
    int y = level(full ? 0 : 16, full ? 255 : 219, l);
    int u = level(128, full ? 255 : 224, (b - l) / (2 * (1 - kb)));
    int v = level(128, full ? 255 : 224, (r - l) / (2 * (1 - kr)));
    return new Swatch(rgb & 0xffffff, y << 16 | u << 8 | v);
  }

  private static int level(int zero, int levels, double value) {
    return Math.clamp(Math.round(zero + levels * value), 0, 255);
  }

  /** 256 colors from one to another. */
  Swatch[] ramp(int from, int to) {
    Swatch[] ramp = new Swatch[256];
    for (int i = 0; i < 256; i++) {
      int rgb = 0;
      for (int shift = 0; shift < 24; shift += 8) {
        int mixed = (to >> shift & 0xff) * i + (from >> shift & 0xff) * (255 - i);
        rgb |= mixed / 255 << shift;
      }
      ramp[i] = of(rgb);
    }
    return ramp;
  }
}
