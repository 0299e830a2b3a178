package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.util.List;

/**
 * Where one component of a format lies: what code needs that treats all formats alike.
 *
 * @param kind which component
 * @param plane number of the plane
 * @param first sample of a row that is the first of this component
 * @param step samples from one of this component to the next
 * @param shiftX 1 when a sample stands for two columns
 * @param shiftY 1 when a sample stands for two rows
 * @param bits of a sample; above 8 it takes two bytes, little endian
 */
public record Channel(Kind kind, int plane, int first, int step, int shiftX, int shiftY, int bits) {
  /** Components. */
  public enum Kind {
    /** Luma, limited range. */
    Y,
    /** Blue difference. */
    U,
    /** Red difference. */
    V,
    /** Red. */
    R,
    /** Green. */
    G,
    /** Blue. */
    B,
    /** Opacity. */
    A,
    /** Luma of GRAY8, full range. */
    GRAY
  }

  /** The components of a format, in order of planes and bytes. */
  public static List<Channel> of(PixelFormat format) {
    return switch (format) {
      case I420 -> planar(8);
      case I420_10LE -> planar(10);
      case NV12 -> List.of(full(Kind.Y, 0, 1), half(Kind.U, 1, 0, 2, 1), half(Kind.V, 1, 1, 2, 1));
      case YUYV -> List.of(full(Kind.Y, 0, 2), half(Kind.U, 0, 1, 4, 0), half(Kind.V, 0, 3, 4, 0));
      case UYVY -> List.of(half(Kind.U, 0, 0, 4, 0), full(Kind.Y, 1, 2), half(Kind.V, 0, 2, 4, 0));
      case RGBA -> packed(4, Kind.R, Kind.G, Kind.B, Kind.A);
      case BGRA -> packed(4, Kind.B, Kind.G, Kind.R, Kind.A);
      case RGB -> packed(3, Kind.R, Kind.G, Kind.B);
      case GRAY8 -> packed(1, Kind.GRAY);
    };
  }

  private static List<Channel> planar(int bits) {
    return List.of(
        new Channel(Kind.Y, 0, 0, 1, 0, 0, bits),
        new Channel(Kind.U, 1, 0, 1, 1, 1, bits),
        new Channel(Kind.V, 2, 0, 1, 1, 1, bits));
  }

  private static Channel full(Kind kind, int first, int step) {
    return new Channel(kind, 0, first, step, 0, 0, 8);
  }

  private static Channel half(Kind kind, int plane, int first, int step, int shiftY) {
    return new Channel(kind, plane, first, step, 1, shiftY, 8);
  }

  private static List<Channel> packed(int step, Kind... kinds) {
    Channel[] channels = new Channel[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      channels[i] = full(kinds[i], i, step);
    }
    return List.of(channels);
  }

  /** Bytes of a sample. */
  public int bytes() {
    return bits > 8 ? 2 : 1;
  }

  /** Samples of this component in a row of so many pixels. */
  public int columns(int width) {
    return width + shiftX >> shiftX;
  }

  /** Rows of this component in so many rows of pixels. */
  public int rows(int height) {
    return height + shiftY >> shiftY;
  }

  /** Byte of a sample. */
  public long at(Picture picture, int x, int y) {
    return picture.row(plane, y) + (long) (first + x * step) * bytes();
  }

  /** Whether any component of the format is shared by two columns. */
  public static boolean pairsColumns(PixelFormat format) {
    return of(format).stream().anyMatch(c -> c.shiftX > 0);
  }

  /** Whether any component of the format is shared by two rows. */
  public static boolean pairsRows(PixelFormat format) {
    return of(format).stream().anyMatch(c -> c.shiftY > 0);
  }

  /**
   * A color's level in this component; YUV is ITU-R BT.601-7 with limited range.
   *
   * @param argb 0xAARRGGBB
   */
  public int level(int argb) {
    int r = argb >> 16 & 0xff;
    int g = argb >> 8 & 0xff;
    int b = argb & 0xff;
    double luma = (0.299 * r + 0.587 * g + 0.114 * b) / 255;
    double scale = 1 << bits - 8;
    return (int)
        Math.round(
            switch (kind) {
              case Y -> scale * (16 + 219 * luma);
              case U -> scale * (128 + 224 * (b / 255.0 - luma) / 1.772);
              case V -> scale * (128 + 224 * (r / 255.0 - luma) / 1.402);
              case R -> r;
              case G -> g;
              case B -> b;
              case A -> argb >>> 24;
              case GRAY -> 255 * luma;
            });
  }
}
