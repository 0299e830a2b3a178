package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Copies a part of a picture. Where a chroma sample of the result would lie between those of the
 * source, because the part begins at an odd column or row, it is their mean, so that colors stay
 * where they are. One thread at a time; nothing is allocated.
 */
public final class Cropper {
  private static final ValueLayout.OfShort SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Channel[] channels;
  private final boolean packed422;

  /** A cropper for pictures of one format. */
  public Cropper(PixelFormat format) {
    channels = Channel.of(format).toArray(new Channel[0]);
    packed422 = format == PixelFormat.YUYV || format == PixelFormat.UYVY;
  }

  /**
   * Copies what begins at column {@code left} and row {@code top} of {@code from}.
   *
   * @throws IllegalArgumentException if the part leaves the picture
   */
  public void crop(Picture from, int left, int top, Picture to) {
    if (left < 0
        || top < 0
        || left > from.width() - to.width()
        || top > from.height() - to.height()) {
      throw new IllegalArgumentException(
          "part leaves the picture left=%d top=%d part=%dx%d picture=%dx%d"
              .formatted(left, top, to.width(), to.height(), from.width(), from.height()));
    }
    boolean odd = packed422 && (left & 1) == 1;
    int done = -1;
    for (Channel c : channels) {
      boolean between = c.shiftX() > 0 && (left & 1) == 1 || c.shiftY() > 0 && (top & 1) == 1;
      if (between) {
        means(from, left, top, to, c);
      } else if (odd) {
        samples(from, left, top, to, c);
      } else if (c.plane() != done) {
        rows(from, left, top, to, c);
        done = c.plane();
      }
    }
  }

  private static void rows(Picture from, int left, int top, Picture to, Channel c) {
    int p = c.plane();
    int skip = Picture.rowBytes(from.format(), p, left);
    for (int r = 0; r < to.rows(p); r++) {
      long at = from.row(p, (top >> c.shiftY()) + r) + skip;
      MemorySegment.copy(from.segment(), at, to.segment(), to.row(p, r), to.rowBytes(p));
    }
  }

  /** Luma of packed pairs, one by one. */
  private static void samples(Picture from, int left, int top, Picture to, Channel c) {
    int width = to.rowBytes(0) / 2; // a pair's second pixel is there even if it is not shown
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < width; x++) {
        long at = c.at(from, Math.min(left + x, from.width() - 1), top + y);
        to.segment().set(JAVA_BYTE, c.at(to, x, y), from.segment().get(JAVA_BYTE, at));
      }
    }
  }

  private static void means(Picture from, int left, int top, Picture to, Channel c) {
    int columns = c.columns(to.width());
    int rows = c.rows(to.height());
    int lastX = c.columns(from.width()) - 1;
    int lastY = c.rows(from.height()) - 1;
    for (int y = 0; y < rows; y++) {
      int y0 = (top >> c.shiftY()) + y;
      int y1 = Math.min(y0 + (top & c.shiftY()), lastY);
      for (int x = 0; x < columns; x++) {
        int x0 = (left >> c.shiftX()) + x;
        int x1 = Math.min(x0 + (left & c.shiftX()), lastX);
        int sum = get(from, c, x0, y0) + get(from, c, x1, y0);
        sum += get(from, c, x0, y1) + get(from, c, x1, y1);
        set(to, c, x, y, sum + 2 >> 2);
      }
    }
  }

  private static int get(Picture picture, Channel c, int x, int y) {
    long at = c.at(picture, x, y);
    return c.bytes() == 2
        ? picture.segment().get(SHORT, at) & 0xffff
        : picture.segment().get(JAVA_BYTE, at) & 0xff;
  }

  private static void set(Picture picture, Channel c, int x, int y, int value) {
    long at = c.at(picture, x, y);
    if (c.bytes() == 2) {
      picture.segment().set(SHORT, at, (short) value);
    } else {
      picture.segment().set(JAVA_BYTE, at, (byte) value);
    }
  }
}
