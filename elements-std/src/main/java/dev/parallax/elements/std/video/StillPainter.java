package dev.parallax.elements.std.video;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Paints a part of a picture from a color per pixel: simple rather than fast. Allocates nothing.
 */
final class StillPainter {
  private static final ValueLayout.OfShort SAMPLE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** A picture as a function. */
  @FunctionalInterface
  interface Image {
    /** Color of a pixel. */
    Swatch at(int x, int y);
  }

  private final Image image;
  private final int width;
  private final int height;

  /** Where it paints now; set by {@link #paint(Picture)}, only for the time of a call. */
  private Picture to;

  private int left;
  private int top;
  private int right;
  private int bottom;

  StillPainter(Picture shape, Image image) {
    to = shape;
    this.image = image;
    width = shape.width();
    height = shape.height();
  }

  /** Paints all of a picture. */
  void paint(Picture picture) {
    paint(picture, 0, 0, width, height);
  }

  /** Paints a part of a picture, and what shares chroma with it. */
  void paint(Picture picture, int fromX, int fromY, int toX, int toY) {
    to = picture;
    left = Math.max(0, fromX) & ~1;
    top = Math.max(0, fromY) & ~1;
    right = Math.min(width, (toX + 1) & ~1);
    bottom = Math.min(height, (toY + 1) & ~1);
    switch (to.format()) {
      case I420, NV12, I420_10LE -> {
        luma(0, 1);
        chroma();
      }
      case YUYV, UYVY -> packed422();
      case RGBA -> rgb(4, 0, 2);
      case BGRA -> rgb(4, 2, 0);
      case RGB -> rgb(3, 0, 2);
      case GRAY8 -> luma(0, 1);
    }
  }

  private void luma(int first, int step) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        set(0, first + x * step, y, image.at(x, y).yuv() >> 16 & 0xff);
      }
    }
  }

  private void chroma() {
    boolean planar = to.planes() == 3;
    for (int r = top / 2; r < (bottom + 1) / 2; r++) {
      for (int c = left / 2; c < (right + 1) / 2; c++) {
        set(1, planar ? c : 2 * c, r, mean(c, r, 2, 8));
        set(planar ? 2 : 1, planar ? c : 2 * c + 1, r, mean(c, r, 2, 0));
      }
    }
  }

  /** Mean over the pixels that share chroma: {@code tall} rows, 1 or 2. */
  private int mean(int c, int r, int tall, int shift) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      int x = Math.min(2 * c + (i & 1), width - 1);
      int y = Math.min(tall * r + (i >> 1) * (tall - 1), height - 1);
      sum += image.at(x, y).yuv() >> shift & 0xff;
    }
    return sum + 2 >> 2;
  }

  private void packed422() {
    int first = to.format() == PixelFormat.YUYV ? 0 : 1;
    luma(first, 2);
    for (int y = top; y < bottom; y++) {
      for (int c = left / 2; c < (right + 1) / 2; c++) {
        set(0, 4 * c + 1 - first, y, mean(c, y, 1, 8));
        set(0, 4 * c + 3 - first, y, mean(c, y, 1, 0));
      }
      if ((width & 1) == 1 && right == width) {
        set(0, 2 * width + first, y, image.at(width - 1, y).yuv() >> 16 & 0xff);
      }
    }
  }

  private void rgb(int step, int red, int blue) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = image.at(x, y).rgb();
        set(0, x * step + red, y, rgb >> 16);
        set(0, x * step + 1, y, rgb >> 8);
        set(0, x * step + blue, y, rgb);
        if (step == 4) {
          set(0, x * step + 3, y, 0xff);
        }
      }
    }
  }

  private void set(int plane, int x, int y, int value) {
    if (to.format() == PixelFormat.I420_10LE) {
      to.segment().set(SAMPLE, to.row(plane, y) + 2L * x, (short) (value << 2));
    } else {
      to.segment().set(JAVA_BYTE, to.row(plane, y) + x, (byte) value);
    }
  }
}
