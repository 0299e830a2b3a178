package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/** Paints what lies outside a {@link Letterbox} black and opaque. */
final class Borders {
  private final Letterbox box;
  private final boolean none;
  private final MemorySegment[] black;
  private final int shift;

  Borders(PixelFormat format, int width, int height, Letterbox box) {
    this.box = box;
    none = box.fills(width, height);
    Picture shape = new Picture(format, width, height);
    black = new MemorySegment[none ? 0 : shape.planes()];
    for (int p = 0; p < black.length; p++) {
      black[p] = Scratch.allocate(shape.rowBytes(p));
      for (int i = 0; i < shape.rowBytes(p); i++) {
        black[p].set(JAVA_BYTE, i, (byte) level(format, p, i));
      }
    }
    shift = Channel.pairsRows(format) ? 1 : 0;
  }

  private static int level(PixelFormat format, int plane, int i) {
    return switch (format) {
      case I420, NV12 -> plane == 0 ? 16 : 128;
      case YUYV -> (i & 1) == 0 ? 16 : 128;
      case UYVY -> (i & 1) == 0 ? 128 : 16;
      case RGBA, BGRA -> (i & 3) == 3 ? 255 : 0;
      case RGB, GRAY8 -> 0;
      case I420_10LE -> plane == 0 ? (i & 1) == 0 ? 64 : 0 : (i & 1) == 0 ? 0 : 2;
    };
  }

  void paint(Picture picture) {
    for (int p = 0; p < black.length; p++) {
      int halved = p > 0 ? shift : 0;
      int top = box.y() >> halved;
      int bottom = top + (box.height() + halved >> halved);
      int rowBytes = picture.rowBytes(p);
      int left = Picture.rowBytes(picture.format(), p, box.x());
      int right = Math.min(left + Picture.rowBytes(picture.format(), p, box.width()), rowBytes);
      for (int r = 0; r < picture.rows(p); r++) {
        boolean inside = r >= top && r < bottom;
        copy(picture, p, r, 0, inside ? left : rowBytes);
        if (inside) {
          copy(picture, p, r, right, rowBytes - right);
        }
      }
    }
  }

  private void copy(Picture picture, int p, int r, int from, int bytes) {
    MemorySegment.copy(black[p], from, picture.segment(), picture.row(p, r) + from, bytes);
  }
}
