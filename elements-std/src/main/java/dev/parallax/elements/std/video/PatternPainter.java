package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Paints a pattern frame by frame. What stands still is painted once and copied, moved sideways if
 * it scrolls; what moves is painted over it. {@link #paint} allocates nothing, and a frame depends
 * on its number alone.
 */
final class PatternPainter {
  /**
   * What to paint.
   *
   * @param foreground 0xRRGGBB
   * @param background 0xRRGGBB
   * @param speed pixels a frame to the left, of patterns that stand still
   * @param flip swaps the colors of the ball every 50 of 200 frames of a period
   */
  record Settings(
      TestPattern pattern,
      int foreground,
      int background,
      int speed,
      BallMotion motion,
      boolean flip,
      ZonePlate zone) {
    /** Whether the ramp is the usual one, from black to white. */
    boolean grays() {
      return (foreground & 0xffffff) == 0xffffff && (background & 0xffffff) == 0;
    }
  }

  private final Settings settings;
  private final int width;
  private final Picture still;
  private final Picture odd;
  private final Picture inverse;
  private final @Nullable Ball ball;
  private final @Nullable Snow snow;
  private final @Nullable GrayPainter gray;
  private final @Nullable StillPainter moving;
  private final Patterns patterns;

  PatternPainter(VideoFormat format, Settings settings) {
    this.settings = settings;
    width = format.width();
    Palette palette = new Palette(format.format(), format.colorimetry());
    patterns = new Patterns(settings, palette, width, format.height());
    still = picture(format, patterns.image(0));
    boolean pairs = PixelFormats.chromaShiftX(format.format()) == 1;
    odd = pairs && (settings.speed & 1) == 1 ? picture(format, patterns.image(1)) : still;
    TestPattern pattern = settings.pattern;
    inverse =
        pattern == TestPattern.BLINK || pattern == TestPattern.BALL && settings.flip
            ? picture(format, patterns.foreground())
            : still;
    ball = pattern == TestPattern.BALL ? new Ball(settings.motion, still, patterns.ramp()) : null;
    boolean noise = pattern == TestPattern.SNOW;
    boolean plain = GrayPainter.paints(format) && settings.grays();
    gray = noise && plain ? new GrayPainter(format) : null;
    snow = noise && !plain ? new Snow(still, patterns.ramp()) : null;
    boolean scrollsOdd = settings.speed != 0 && pairs && (width & 1) == 1;
    moving = patterns.moves() || scrollsOdd ? new StillPainter(still, patterns.moving()) : null;
  }

  @SuppressWarnings("resource") // Freed with the picture: an automatic arena.
  private static Picture picture(VideoFormat format, StillPainter.Image image) {
    Picture picture = new Picture(format.format(), format.width(), format.height());
    picture.pack(Arena.ofAuto().allocate(picture.packedBytes(), 64), 0);
    new StillPainter(picture, image).paint(picture);
    return picture;
  }

  /**
   * Paints a frame.
   *
   * @param frame number of the frame
   * @param phase place of the ball, in frames of which 200 make a period
   */
  void paint(Picture to, long frame, double phase) {
    if (gray != null) {
      copy(still, to, 0);
      gray.snow(to, frame);
    } else if (snow != null) {
      snow.paint(to, frame);
    } else if (ball != null) {
      boolean inverted = settings.flip && Math.floorMod((long) (phase / 50), 2) == 1;
      copy(inverted ? inverse : still, to, 0);
      ball.paint(to, phase, inverted);
    } else {
      int shift = Math.floorMod(frame * settings.speed, width);
      if (moving != null) {
        patterns.frame((int) frame, shift);
        moving.paint(to);
      } else if (odd == still) {
        copy((frame & 1) == 0 ? still : inverse, to, shift);
      } else {
        copy((shift & 1) == 0 ? still : odd, to, shift & ~1);
      }
    }
  }

  /** Copies a picture, moved to the left by pixels, what leaves coming in on the right. */
  private void copy(Picture from, Picture to, int shift) {
    for (int p = 0; p < from.planes(); p++) {
      int bytes = from.rowBytes(p);
      long moved = (long) bytes * shift / width;
      for (int r = 0; r < from.rows(p); r++) {
        long at = from.row(p, r);
        long outAt = to.row(p, r);
        MemorySegment in = from.segment();
        MemorySegment out = to.segment();
        MemorySegment.copy(in, at + moved, out, outAt, bytes - moved);
        if (moved > 0) {
          MemorySegment.copy(in, at, out, outAt + bytes - moved, moved);
        }
      }
    }
  }
}
