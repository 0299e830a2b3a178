package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Pictures.u8;

import dev.parallax.annotations.PixelFormat;

/** BT.601 conversions in double precision from the definition, slow and obvious. */
final class ExactColor {
  private static final double KR = 0.299;
  private static final double KB = 0.114;
  private static final double KG = 1 - KR - KB;

  private ExactColor() {}

  static boolean yuv(PixelFormat format) {
    return YuvRows.holds(format);
  }

  /** Red, green and blue of a pixel, 0 to 255, clamped but not rounded. */
  static double[] rgb(Picture p, int x, int y) {
    switch (p.format()) {
      case RGBA:
        return new double[] {u8(p, 0, 4 * x, y), u8(p, 0, 4 * x + 1, y), u8(p, 0, 4 * x + 2, y)};
      case BGRA:
        return new double[] {u8(p, 0, 4 * x + 2, y), u8(p, 0, 4 * x + 1, y), u8(p, 0, 4 * x, y)};
      case RGB:
        return new double[] {u8(p, 0, 3 * x, y), u8(p, 0, 3 * x + 1, y), u8(p, 0, 3 * x + 2, y)};
      case GRAY8:
        return new double[] {u8(p, 0, x, y), u8(p, 0, x, y), u8(p, 0, x, y)};
      default:
        double[] yuv = yuv(p, x, y);
        double l = (yuv[0] - 16) / 219;
        double pb = (yuv[1] - 128) / 224;
        double pr = (yuv[2] - 128) / 224;
        double r = l + 2 * (1 - KR) * pr;
        double b = l + 2 * (1 - KB) * pb;
        double g = (l - KR * (l + 2 * (1 - KR) * pr) - KB * (l + 2 * (1 - KB) * pb)) / KG;
        return new double[] {clamp(255 * r), clamp(255 * g), clamp(255 * b)};
    }
  }

  /** Y, U and V as a picture with subsampled chroma stores them for a pixel. */
  static double[] yuv(Picture p, int x, int y) {
    int c = x / 2;
    return switch (p.format()) {
      case I420 -> new double[] {u8(p, 0, x, y), u8(p, 1, c, y / 2), u8(p, 2, c, y / 2)};
      case NV12 ->
          new double[] {u8(p, 0, x, y), u8(p, 1, 2 * c, y / 2), u8(p, 1, 2 * c + 1, y / 2)};
      case YUYV ->
          new double[] {u8(p, 0, 2 * x, y), u8(p, 0, 4 * c + 1, y), u8(p, 0, 4 * c + 3, y)};
      case UYVY ->
          new double[] {u8(p, 0, 2 * x + 1, y), u8(p, 0, 4 * c, y), u8(p, 0, 4 * c + 2, y)};
      default -> fromRgb(rgb(p, x, y));
    };
  }

  private static double[] fromRgb(double[] rgb) {
    double l = (KR * rgb[0] + KG * rgb[1] + KB * rgb[2]) / 255;
    return new double[] {
      16 + 219 * l,
      128 + 224 * (rgb[2] / 255 - l) / (2 * (1 - KB)),
      128 + 224 * (rgb[0] / 255 - l) / (2 * (1 - KR))
    };
  }

  /** Full-range grey of a pixel. */
  static double gray(Picture p, int x, int y) {
    if (yuv(p.format())) {
      return clamp((yuv(p, x, y)[0] - 16) * 255 / 219);
    }
    double[] rgb = rgb(p, x, y);
    return KR * rgb[0] + KG * rgb[1] + KB * rgb[2];
  }

  /** Mean U and V of the pixels that share the chroma of a pixel of a picture in {@code format}. */
  static double[] meanChroma(Picture p, PixelFormat format, int x, int y) {
    boolean halfHeight = format == PixelFormat.I420 || format == PixelFormat.NV12;
    int x0 = x & ~1;
    int x1 = Math.min(x0 + 1, p.width() - 1);
    int y0 = halfHeight ? y & ~1 : y;
    int y1 = halfHeight ? Math.min(y0 + 1, p.height() - 1) : y;
    double u = 0;
    double v = 0;
    for (int[] at : new int[][] {{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}}) {
      double[] yuv = yuv(p, at[0], at[1]);
      u += yuv[1] / 4;
      v += yuv[2] / 4;
    }
    return new double[] {u, v};
  }

  private static double clamp(double v) {
    return Math.min(Math.max(v, 0), 255);
  }
}
