package dev.parallax.elements.std.video;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Paints noise in grays over a picture whose chroma and alpha are there already, fast. Allocates
 * nothing.
 */
final class GrayPainter {
  private static final ValueLayout.OfLong EIGHT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int width;
  private final int height;
  private final boolean limited;
  private final int first;
  private final int step;
  private final int bytes;

  GrayPainter(VideoFormat video) {
    PixelFormat format = video.format();
    width = video.width();
    height = video.height();
    limited = video.colorimetry().range() == ColorRange.LIMITED;
    first = format == PixelFormat.UYVY ? 1 : 0;
    step =
        switch (format) {
          case YUYV, UYVY -> 2;
          case RGB -> 3;
          case RGBA, BGRA -> 4;
          default -> 1;
        };
    bytes = PixelFormats.isRgb(format) ? 3 : 1;
  }

  /** Whether it paints a format. */
  static boolean paints(VideoFormat video) {
    return video.format() != PixelFormat.I420_10LE;
  }

  /** Noise that depends on the frame's number alone. */
  void snow(Picture to, long frame) {
    MemorySegment out = to.segment();
    long random = mix(frame + 1);
    for (int y = 0; y < height; y++) {
      long at = to.row(0, y) + first;
      for (int x = 0; x < width; x += 8) {
        random = next(random);
        long eight = limited ? limit(random) : random;
        if (step == 1 && x + 8 <= width) {
          out.set(EIGHT, at + x, eight);
        } else {
          scatter(out, at + (long) x * step, eight, Math.min(8, width - x));
        }
      }
    }
  }

  /** xorshift64 (Marsaglia 2003, "Xorshift RNGs", triple 13 7 17). */
  private static long next(long random) {
    long r = random ^ random << 13;
    r ^= r >>> 7;
    return r ^ r << 17;
  }

  /** Eight bytes at once from 0..255 to 16..235. */
  private static long limit(long eight) {
    long even = (eight & 0x00ff00ff00ff00ffL) * 220 >>> 8 & 0x00ff00ff00ff00ffL;
    long odd = (eight >>> 8 & 0x00ff00ff00ff00ffL) * 220 & 0xff00ff00ff00ff00L;
    return (even | odd) + 0x1010101010101010L;
  }

  private void scatter(MemorySegment out, long at, long eight, int count) {
    for (int i = 0; i < count; i++) {
      put(out, at + (long) i * step, (byte) (eight >>> 8 * i));
    }
  }

  /** Spreads the bits of a small number (the finalizer of splitmix64); never 0. */
  private static long mix(long n) {
    long z = n * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return (z ^ z >>> 31) | 1;
  }

  private void put(MemorySegment out, long at, byte level) {
    for (int i = 0; i < bytes; i++) {
      out.set(JAVA_BYTE, at + i, level);
    }
  }
}
