package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import java.nio.ByteOrder;

/**
 * Conversions in double precision from the definitions, slow and obvious. Components: Y, U, V (a
 * grey level is Y), or R, G, B. Coordinates are those of the component's own plane.
 */
final class ExactColor {
  private final Picture in;
  private final VideoFormat from;
  private final VideoFormat to;
  private final boolean linear;

  ExactColor(Picture in, VideoFormat from, VideoFormat to, boolean linear) {
    this.in = in;
    this.from = from;
    this.to = to;
    this.linear = linear;
  }

  /** Red, green and blue of a pixel, 0 to 255, with the default colors and repeated chroma. */
  static double[] rgb(Picture p, int x, int y) {
    VideoFormat format = new VideoFormat(p.format(), p.width(), p.height(), Fraction.ZERO);
    double[] rgb = new ExactColor(p, format, format, false).rgb(x, y);
    for (int c = 0; c < 3; c++) {
      rgb[c] = Math.clamp(255 * rgb[c], 0, 255);
    }
    return rgb;
  }

  /** Components of a format without alpha. */
  static int components(PixelFormat format) {
    return format == PixelFormat.GRAY8 ? 1 : 3;
  }

  static int columns(VideoFormat f, int component) {
    return component == 0 ? f.width() : f.width() + shiftX(f) >> shiftX(f);
  }

  static int rows(VideoFormat f, int component) {
    return component == 0 ? f.height() : f.height() + shiftY(f) >> shiftY(f);
  }

  private static int shiftX(VideoFormat f) {
    return PixelFormats.chromaShiftX(f.format());
  }

  private static int shiftY(VideoFormat f) {
    return PixelFormats.chromaShiftY(f.format());
  }

  /** A stored level. */
  static int level(Picture p, int component, int x, int y) {
    return switch (p.format()) {
      case I420 -> Pictures.u8(p, component, x, y);
      case I420_10LE ->
          Math.min(
              p.segment()
                      .get(
                          JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                          p.row(component, y) + 2L * x)
                  & 0xffff,
              1023);
      case NV12 ->
          component == 0 ? Pictures.u8(p, 0, x, y) : Pictures.u8(p, 1, 2 * x + component - 1, y);
      case YUYV -> Pictures.u8(p, 0, component == 0 ? 2 * x : 4 * x + 2 * component - 1, y);
      case UYVY -> Pictures.u8(p, 0, component == 0 ? 2 * x + 1 : 4 * x + 2 * component - 2, y);
      case RGBA -> Pictures.u8(p, 0, 4 * x + component, y);
      case BGRA -> Pictures.u8(p, 0, 4 * x + 2 - component, y);
      case RGB -> Pictures.u8(p, 0, 3 * x + component, y);
      case GRAY8 -> Pictures.u8(p, 0, x, y);
    };
  }

  private static int most(VideoFormat f) {
    return (1 << PixelFormats.bits(f.format())) - 1;
  }

  private static boolean full(VideoFormat f) {
    return f.colorimetry().range() == ColorRange.FULL;
  }

  private static double scale(VideoFormat f, boolean chroma) {
    return full(f) ? most(f) : (most(f) + 1) / 256.0 * (chroma ? 224 : 219);
  }

  private static double zero(VideoFormat f, boolean chroma) {
    return chroma ? (most(f) + 1) / 2.0 : full(f) ? 0 : (most(f) + 1) / 16.0;
  }

  /** The exact level of a component of the output, clamped but not rounded. */
  double level(int component, int x, int y) {
    boolean chroma = component > 0 && !PixelFormats.isRgb(to.format());
    double value =
        PixelFormats.isRgb(to.format())
            ? rgb(x, y)[component] * 255
            : zero(to, chroma)
                + scale(to, chroma) * (chroma ? chroma(component, x, y) : luma(x, y));
    return Math.clamp(value, 0, most(to));
  }

  private boolean fromRgb() {
    return PixelFormats.isRgb(from.format());
  }

  private double input(int component, int x, int y) {
    int column = Math.clamp(x, 0, columns(from, component) - 1);
    int row = Math.clamp(y, 0, rows(from, component) - 1);
    int level = level(in, component, column, row);
    return fromRgb()
        ? level / 255.0
        : (level - zero(from, component > 0)) / scale(from, component > 0);
  }

  /** Red, green and blue of a pixel, black 0, white 1. */
  private double[] rgb(int x, int y) {
    if (fromRgb()) {
      return new double[] {input(0, x, y), input(1, x, y), input(2, x, y)};
    }
    double l = input(0, x, y);
    if (from.format() == PixelFormat.GRAY8) {
      return new double[] {l, l, l};
    }
    double kr = from.colorimetry().matrix().red();
    double kb = from.colorimetry().matrix().blue();
    double r = l + 2 * (1 - kr) * sample(2, x, y);
    double b = l + 2 * (1 - kb) * sample(1, x, y);
    return new double[] {r, (l - kr * r - kb * b) / (1 - kr - kb), b};
  }

  private double luma(int x, int y) {
    boolean grey = from.format() == PixelFormat.GRAY8 || to.format() == PixelFormat.GRAY8;
    if (grey && !fromRgb()) {
      return input(0, x, y);
    }
    double kr = to.colorimetry().matrix().red();
    double kb = to.colorimetry().matrix().blue();
    double[] rgb = rgb(x, y);
    return kr * rgb[0] + (1 - kr - kb) * rgb[1] + kb * rgb[2];
  }

  /** The source's U or V, interpolated at a place in pixels. */
  private double sample(int component, double x, double y) {
    if (!linear) {
      return input(component, (int) x >> 1, (int) y >> shiftY(from));
    }
    double column = (x - (from.chromaSite().horizontallyCosited() ? 0 : 0.5)) / 2;
    double row =
        shiftY(from) == 0 ? y : (y - (from.chromaSite().verticallyCosited() ? 0 : 0.5)) / 2;
    int c = (int) Math.floor(column);
    int r = (int) Math.floor(row);
    double right = column - c;
    double below = row - r;
    double above = input(component, c, r) * (1 - right) + input(component, c + 1, r) * right;
    double under =
        input(component, c, r + 1) * (1 - right) + input(component, c + 1, r + 1) * right;
    return above * (1 - below) + under * below;
  }

  /** The output's U or V at its own place. */
  private double chroma(int component, int x, int y) {
    if (from.format() == PixelFormat.GRAY8) {
      return 0;
    }
    boolean half = shiftY(to) == 1;
    boolean cosited = linear && to.chromaSite().verticallyCosited();
    if (!half) {
      return row(component, x, y);
    }
    if (shiftY(from) == 1) {
      return linear ? row(component, x, 2 * y + (cosited ? 0 : 0.5)) : row(component, x, 2 * y);
    }
    int last = from.height() - 1;
    return cosited
        ? row(component, x, Math.max(2 * y - 1, 0)) / 4
            + row(component, x, 2 * y) / 2
            + row(component, x, Math.min(2 * y + 1, last)) / 4
        : row(component, x, 2 * y) / 2 + row(component, x, Math.min(2 * y + 1, last)) / 2;
  }

  /** The same at a place between rows of pixels. */
  private double row(int component, int x, double y) {
    boolean cosited = linear && to.chromaSite().horizontallyCosited();
    if (fromRgb()) {
      int row = (int) y;
      double own = ofPixel(component, 2 * x, row);
      double next = ofPixel(component, Math.min(2 * x + 1, from.width() - 1), row);
      return cosited
          ? ofPixel(component, Math.max(2 * x - 1, 0), row) / 4 + own / 2 + next / 4
          : own / 2 + next / 2;
    }
    return recolored(component, 2 * x + (cosited ? 0 : 0.5), y);
  }

  private double recolored(int component, double x, double y) {
    double u = sample(1, x, y);
    double v = sample(2, x, y);
    double kr = from.colorimetry().matrix().red();
    double kb = from.colorimetry().matrix().blue();
    double r = 2 * (1 - kr) * v;
    double b = 2 * (1 - kb) * u;
    return ofRgb(component, r, (-kr * r - kb * b) / (1 - kr - kb), b);
  }

  private double ofPixel(int component, int x, int y) {
    return ofRgb(component, input(0, x, y), input(1, x, y), input(2, x, y));
  }

  private double ofRgb(int component, double r, double g, double b) {
    double kr = to.colorimetry().matrix().red();
    double kb = to.colorimetry().matrix().blue();
    double l = kr * r + (1 - kr - kb) * g + kb * b;
    return component == 1 ? (b - l) / (2 * (1 - kb)) : (r - l) / (2 * (1 - kr));
  }
}
