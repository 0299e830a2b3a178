package dev.parallax.elements.std.video;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.elements.std.video.kernel.Picture;

/** Paints a whole picture from a color per pixel, once: simple rather than fast. */
final class StillPainter {
  /** A picture as a function. */
  @FunctionalInterface
  interface Image {
    /** Color of a pixel. */
    Swatch at(int x, int y);
  }

  private final Picture to;
  private final Image image;

  private StillPainter(Picture to, Image image) {
    this.to = to;
    this.image = image;
  }

  static void paint(Picture to, Image image) {
    new StillPainter(to, image).paint();
  }

  private void paint() {
    switch (to.format()) {
      case I420, NV12 -> {
        luma(0, 1);
        chroma(2);
      }
      case YUYV, UYVY -> packed422();
      case RGBA -> rgb(4, 0, 2);
      case BGRA -> rgb(4, 2, 0);
      case RGB -> rgb(3, 0, 2);
      case GRAY8 -> gray();
      case I420_10LE ->
          throw new IllegalArgumentException("pixel format can't be painted format=" + to.format());
    }
  }

  private void luma(int first, int step) {
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        set(0, first + x * step, y, image.at(x, y).yuv() >> 16);
      }
    }
  }

  /** Chroma at half the width, and at half the height if {@code tall} is 2. */
  private void chroma(int tall) {
    boolean planar = to.planes() == 3;
    for (int r = 0; r < to.rows(1); r++) {
      for (int c = 0; c < (to.width() + 1) / 2; c++) {
        set(1, planar ? c : 2 * c, r, mean(c, r, tall, 8));
        set(planar ? 2 : 1, planar ? c : 2 * c + 1, r, mean(c, r, tall, 0));
      }
    }
  }

  private int mean(int c, int r, int tall, int shift) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      int x = Math.min(2 * c + (i & 1), to.width() - 1);
      int y = Math.min(tall * r + (i >> 1) % tall, to.height() - 1);
      sum += image.at(x, y).yuv() >> shift & 0xff;
    }
    return sum + 2 >> 2;
  }

  private void packed422() {
    int first = to.format() == dev.parallax.annotations.PixelFormat.YUYV ? 0 : 1;
    luma(first, 2);
    int pairs = (to.width() + 1) / 2;
    for (int y = 0; y < to.height(); y++) {
      for (int c = 0; c < pairs; c++) {
        set(0, 4 * c + 1 - first, y, mean(c, y, 1, 8));
        set(0, 4 * c + 3 - first, y, mean(c, y, 1, 0));
      }
      if ((to.width() & 1) == 1) {
        set(0, 4 * pairs - 2 + first, y, image.at(to.width() - 1, y).yuv() >> 16);
      }
    }
  }

  private void rgb(int step, int red, int blue) {
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
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

  /** Full-range luma, as {@code videoconvert} makes it. */
  private void gray() {
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int rgb = image.at(x, y).rgb();
        double level = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
        set(0, x, y, (int) Math.round(level));
      }
    }
  }

  private void set(int plane, int x, int y, int value) {
    to.segment().set(JAVA_BYTE, to.row(plane, y) + x, (byte) value);
  }
}
