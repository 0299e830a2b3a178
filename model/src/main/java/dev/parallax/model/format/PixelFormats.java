package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;
import java.util.Objects;

/**
 * Facts about pixel formats. A <i>position</i> of a plane is what repeats along its rows: a luma or
 * chroma sample of a planar format, a UV pair of NV12, a pixel of the packed formats.
 */
public final class PixelFormats {
  private PixelFormats() {}

  /** Number of planes, 1 to 3. */
  public static int planes(PixelFormat format) {
    return switch (format) {
      case I420, I420_10LE -> 3;
      case NV12 -> 2;
      case YUYV, UYVY, RGBA, BGRA, RGB, GRAY8 -> 1;
    };
  }

  /** Significant bits of a component, 8 or 10. */
  public static int bits(PixelFormat format) {
    return format == PixelFormat.I420_10LE ? 10 : 8;
  }

  /** By how many bits the width of the chroma is smaller than the width of the luma, 0 or 1. */
  public static int chromaShiftX(PixelFormat format) {
    return switch (format) {
      case I420, I420_10LE, NV12, YUYV, UYVY -> 1;
      case RGBA, BGRA, RGB, GRAY8 -> 0;
    };
  }

  /** By how many bits the height of the chroma is smaller than the height of the luma, 0 or 1. */
  public static int chromaShiftY(PixelFormat format) {
    return switch (format) {
      case I420, I420_10LE, NV12 -> 1;
      case YUYV, UYVY, RGBA, BGRA, RGB, GRAY8 -> 0;
    };
  }

  /**
   * Bytes from one position of the plane to the next.
   *
   * @throws IndexOutOfBoundsException if the format has no such plane
   */
  public static int positionBytes(PixelFormat format, int plane) {
    Objects.checkIndex(plane, planes(format));
    return switch (format) {
      case I420, GRAY8 -> 1;
      case NV12 -> plane == 0 ? 1 : 2;
      case I420_10LE, YUYV, UYVY -> 2;
      case RGB -> 3;
      case RGBA, BGRA -> 4;
    };
  }

  /** Whether the components are red, green and blue. */
  public static boolean isRgb(PixelFormat format) {
    return switch (format) {
      case RGBA, BGRA, RGB -> true;
      case I420, I420_10LE, NV12, YUYV, UYVY, GRAY8 -> false;
    };
  }

  /** Whether there is an alpha component. */
  public static boolean hasAlpha(PixelFormat format) {
    return format == PixelFormat.RGBA || format == PixelFormat.BGRA;
  }

  /** Positions in a row of the plane; for chroma half the width, rounded up. */
  static int planeWidth(PixelFormat format, int plane, int width) {
    return plane == 0 ? width : halved(width, chromaShiftX(format));
  }

  /** Rows of the plane; for chroma half the height, rounded up. */
  static int planeHeight(PixelFormat format, int plane, int height) {
    return plane == 0 ? height : halved(height, chromaShiftY(format));
  }

  /** Bytes of a row without padding; packed 4:2:2 has whole pairs of pixels. */
  static int rowBytes(PixelFormat format, int plane, int width) {
    boolean pairs = format == PixelFormat.YUYV || format == PixelFormat.UYVY;
    int positions = pairs ? (width + 1) & -2 : planeWidth(format, plane, width);
    return positions * positionBytes(format, plane);
  }

  private static int halved(int size, int shift) {
    return (size + (1 << shift) - 1) >> shift;
  }
}
