package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/**
 * Lays a picture over a part of another of the same format. With subsampled chroma the part has to
 * begin, and the picture to lie, at even columns and rows, and what is copied to end at even ones
 * or with the target. One thread at a time; nothing is allocated.
 */
public final class Blender {
  /** A weight that is the whole. */
  private static final int WHOLE = 256;

  /** What a picture is laid onto, where pixels have an opacity of their own. */
  public enum Onto {
    /** Pixels that are opaque, and stay so. */
    OPAQUE,
    /** Pixels that may be transparent: colors count as much as they can be seen. */
    ANY,
    /** As {@link #ANY}, and opacities are added. */
    ADDING,
    /** Pixels of which nothing is left, whatever the picture's opacities are. */
    NOTHING
  }

  private final PixelFormat format;
  private final LoopChoice<BlendRows> choice;

  /** For pictures of one format. */
  public Blender(PixelFormat format) {
    this(format, choice());
  }

  /** With these loops, for tests. */
  Blender(PixelFormat format, LoopChoice<BlendRows> choice) {
    this.format = format;
    this.choice = choice;
  }

  private static LoopChoice<BlendRows> choice() {
    // The class with vectors is named only behind the probe: without the module it can't be linked.
    BlendRows fast = VectorSupport.usable() ? VectorBlend.instance() : ScalarBlend.INSTANCE;
    return new LoopChoice<>(fast, ScalarBlend.INSTANCE);
  }

  /** Whether pixels of a format have an opacity of their own. */
  public static boolean hasAlpha(PixelFormat format) {
    return format == PixelFormat.RGBA || format == PixelFormat.BGRA;
  }

  /**
   * Copies what lies in a part of the target, opacities too.
   *
   * @param from the picture
   * @param x column of the target where the picture's first lies, may be negative
   * @param y row of the target where the picture's first lies, may be negative
   * @param to the target
   * @param area the part, within the picture and the target
   */
  public static void copy(Picture from, int x, int y, Picture to, Area area) {
    for (int p = 0; p < to.planes(); p++) {
      int shift = p > 0 ? 1 : 0;
      int rows = area.height() + shift >> shift;
      int bytes = Picture.rowBytes(to.format(), p, area.width());
      long inAt = at(from, p, area.x() - x, area.y() - y);
      long outAt = at(to, p, area.x(), area.y());
      long inStep = step(from, p);
      long outStep = step(to, p);
      if (inStep == bytes && outStep == bytes) {
        MemorySegment.copy(from.segment(), inAt, to.segment(), outAt, (long) bytes * rows);
        continue;
      }
      for (int r = 0; r < rows; r++) {
        MemorySegment.copy(
            from.segment(), inAt + r * inStep, to.segment(), outAt + r * outStep, bytes);
      }
    }
  }

  /**
   * Blends what lies in a part of the target: by {@code alpha}, and by the opacity of each pixel
   * where the format has one.
   *
   * @param alpha 0 to 1
   * @param onto what the target is
   */
  public void blend(Picture from, int x, int y, Picture to, Area area, double alpha, Onto onto) {
    int weight = (int) Math.round(alpha * WHOLE);
    choice.begin();
    for (int p = 0; p < to.planes(); p++) {
      int shift = p > 0 ? 1 : 0;
      int rows = area.height() + shift >> shift;
      int bytes = Picture.rowBytes(format, p, area.width());
      long inAt = at(from, p, area.x() - x, area.y() - y);
      long outAt = at(to, p, area.x(), area.y());
      long inStep = step(from, p);
      long outStep = step(to, p);
      for (int r = 0; r < rows; r++) {
        row(
            from.segment(),
            inAt + r * inStep,
            to.segment(),
            outAt + r * outStep,
            weight,
            bytes,
            onto);
      }
    }
  }

  private void row(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int weight,
      int bytes,
      Onto onto) {
    if (hasAlpha(format) && onto == Onto.NOTHING) {
      replace(in, inAt, out, outAt, weight, bytes / 4);
      return;
    }
    if (hasAlpha(format) && onto != Onto.OPAQUE) {
      overAny(in, inAt, out, outAt, weight, bytes / 4, onto == Onto.ADDING);
      return;
    }
    BlendRows loops = choice.start();
    if (hasAlpha(format)) {
      loops.over(in, inAt, out, outAt, weight, bytes / 4);
    } else if (format == PixelFormat.I420_10LE) {
      loops.words(in, inAt, out, outAt, weight, bytes / 2);
    } else {
      loops.bytes(in, inAt, out, outAt, weight, bytes);
    }
    choice.stop();
  }

  /** In the place of what is there; the opacity is that of the picture by the weight. */
  private static void replace(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int pixels) {
    for (int i = 0; i < pixels; i++) {
      int a = in.get(ScalarBlend.INT, inAt + 4L * i);
      int opacity = (a >>> 24) * weight + 128 >> 8;
      out.set(ScalarBlend.INT, outAt + 4L * i, a & 0xff_ffff | opacity << 24);
    }
  }

  /**
   * Over pixels that may be transparent: the opacity is {@code a + b * (1 - a)}, and the color the
   * mean by what each adds to it. Opacities are in 255ths of 255ths meanwhile.
   *
   * @param adding the opacity is {@code min(a + b, 1)}
   */
  private static void overAny(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int weight,
      int pixels,
      boolean adding) {
    for (int i = 0; i < pixels; i++) {
      int a = in.get(ScalarBlend.INT, inAt + 4L * i);
      int b = out.get(ScalarBlend.INT, outAt + 4L * i);
      int opacity = (a >>> 24) * weight + 128 >> 8;
      int upper = opacity * 255;
      int lower = (b >>> 24) * (255 - opacity);
      int sum = upper + lower;
      if (opacity > 0) {
        int over = (sum + 127) / 255;
        int made = (adding ? Math.min(255, opacity + (b >>> 24)) : over) << 24;
        for (int s = 0; s < 24; s += 8) {
          int color = (a >>> s & 0xff) * upper + (b >>> s & 0xff) * lower;
          made |= (color + sum / 2) / sum << s;
        }
        out.set(ScalarBlend.INT, outAt + 4L * i, made);
      }
    }
  }

  private static long at(Picture picture, int plane, int x, int y) {
    int row = plane > 0 ? y >> 1 : y;
    return picture.row(plane, row) + Picture.rowBytes(picture.format(), plane, x);
  }

  private static long step(Picture picture, int plane) {
    return picture.row(plane, 1) - picture.row(plane, 0);
  }
}
