package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

/** Samples of pictures of any format, one by one. */
final class Samples {
  private Samples() {}

  static int get(Picture picture, Channel c, int x, int y) {
    long at = c.at(picture, x, y);
    return c.bytes() == 2
        ? picture.segment().get(JAVA_SHORT_UNALIGNED, at) & 0xffff
        : picture.segment().get(JAVA_BYTE, at) & 0xff;
  }

  static void set(Picture picture, Channel c, int x, int y, int value) {
    long at = c.at(picture, x, y);
    if (c.bytes() == 2) {
      picture.segment().set(JAVA_SHORT_UNALIGNED, at, (short) value);
    } else {
      picture.segment().set(JAVA_BYTE, at, (byte) value);
    }
  }

  /** Makes samples of two bytes as large as they may be. */
  static Picture limited(Picture picture) {
    for (Channel c : Channel.of(picture.format())) {
      if (c.bytes() == 2) {
        for (int y = 0; y < c.rows(picture.height()); y++) {
          for (int x = 0; x < c.columns(picture.width()); x++) {
            set(picture, c, x, y, get(picture, c, x, y) & (1 << c.bits()) - 1);
          }
        }
      }
    }
    return picture;
  }

  /** One plane of samples, row by row. */
  static double[][] all(Picture picture, Channel c) {
    double[][] samples = new double[c.rows(picture.height())][c.columns(picture.width())];
    for (int y = 0; y < samples.length; y++) {
      for (int x = 0; x < samples[y].length; x++) {
        samples[y][x] = get(picture, c, x, y);
      }
    }
    return samples;
  }
}
