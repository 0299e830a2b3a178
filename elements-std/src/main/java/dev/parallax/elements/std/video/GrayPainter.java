package dev.parallax.elements.std.video;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.MemorySegment;

/** Paints what moves, in grays, over a picture whose chroma and alpha are there already. Allocates nothing. */
final class GrayPainter {
  private static final int BALL_RADIUS = 20;

  private final int width;
  private final int height;
  private final int first;
  private final int step;
  private final int bytes;
  private final byte[] levels = new byte[256];

  GrayPainter(PixelFormat format, int width, int height) {
    this.width = width;
    this.height = height;
    boolean yuv = false;
    switch (format) {
      case I420, NV12, YUYV, UYVY -> yuv = true;
      default -> {}
    }
    first = format == PixelFormat.UYVY ? 1 : 0;
    step =
        switch (format) {
          case YUYV, UYVY -> 2;
          case RGB -> 3;
          case RGBA, BGRA -> 4;
          default -> 1;
        };
    bytes = yuv ? 1 : Math.min(step, 3);
    for (int g = 0; g < 256; g++) {
      levels[g] = (byte) (yuv ? Swatch.gray(g).yuv() >> 16 : g);
    }
  }

  /** Noise that depends on the frame's number alone. */
  void snow(Picture to, long frame) {
    MemorySegment out = to.segment();
    long random = mix(frame + 1);
    for (int y = 0; y < height; y++) {
      long at = to.row(0, y) + first;
      for (int x = 0; x < width; x++) {
        if ((x & 7) == 0) {
          // xorshift64 (Marsaglia 2003, "Xorshift RNGs", triple 13 7 17); eight pixels from each number.
          random ^= random << 13;
          random ^= random >>> 7;
          random ^= random << 17;
        }
        put(out, at + (long) x * step, levels[(int) (random >>> 8 * (x & 7)) & 0xff]);
      }
    }
  }

  /** Spreads the bits of a small number (the finalizer of splitmix64); never 0. */
  private static long mix(long n) {
    long z = n * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return (z ^ z >>> 31) | 1;
  }

  /**
   * A white ball with a soft edge on the way that GStreamer 1.22 gives it.
   *
   * @param frame number of the frame, 200 to a period
   */
  void ball(Picture to, double frame) {
    int radius = Math.max(1, Math.min(BALL_RADIUS, Math.min(width, height) / 2));
    double angle = 2 * Math.PI * frame / 200;
    double x = radius + (0.5 + 0.5 * StrictMath.sin(angle)) * (width - 2 * radius);
    double y = radius + (0.5 + 0.5 * StrictMath.sin(angle * Math.sqrt(2))) * (height - 2 * radius);
    // The coordinates are whole as GStreamer's are.
    ball(to, (int) x, (int) y, radius);
  }

  private void ball(Picture to, int centerX, int centerY, int radius) {
    MemorySegment out = to.segment();
    for (int y = Math.max(0, centerY - radius); y <= Math.min(height - 1, centerY + radius); y++) {
      long at = to.row(0, y) + first;
      for (int x = Math.max(0, centerX - radius); x <= Math.min(width - 1, centerX + radius); x++) {
        double distance = Math.sqrt((double) (x - centerX) * (x - centerX) + (double) (y - centerY) * (y - centerY));
        int level = (int) Math.floor(256 * (radius - distance) / 2);
        put(out, at + (long) x * step, levels[Math.clamp(level, 0, 255)]);
      }
    }
  }

  private void put(MemorySegment out, long at, byte level) {
    for (int i = 0; i < bytes; i++) {
      out.set(JAVA_BYTE, at + i, level);
    }
  }
}
