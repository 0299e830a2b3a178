package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;

/**
 * Where the picture lies in a larger one.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
public record Letterbox(int x, int y, int width, int height) {
  /** The whole of a picture. */
  public static Letterbox whole(int width, int height) {
    return new Letterbox(0, 0, width, height);
  }

  /**
   * The largest centred part of {@code toWidth x toHeight} with the shape of {@code fromWidth x
   * fromHeight}, pixels being square. With subsampled chroma it starts at even columns and rows
   * and, unless it fills the side, has an even size.
   */
  public static Letterbox fit(
      PixelFormat format, int fromWidth, int fromHeight, int toWidth, int toHeight) {
    int width = toWidth;
    int height = (int) ((long) toWidth * fromHeight / fromWidth);
    if (height > toHeight) {
      height = toHeight;
      width = (int) ((long) toHeight * fromWidth / fromHeight);
    }
    int step = Channel.pairsColumns(format) ? 2 : 1;
    width = side(width, toWidth, step);
    height = side(height, toHeight, step);
    return new Letterbox(
        (toWidth - width) / 2 & -step, (toHeight - height) / 2 & -step, width, height);
  }

  private static int side(int wanted, int whole, int step) {
    return wanted >= whole ? whole : Math.min(Math.max(wanted & -step, step), whole);
  }

  /** Whether nothing is left around it. */
  boolean fills(int toWidth, int toHeight) {
    return width == toWidth && height == toHeight;
  }
}
