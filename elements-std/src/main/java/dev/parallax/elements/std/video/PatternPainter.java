package dev.parallax.elements.std.video;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Converter;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Paints a pattern frame by frame. What stands still is painted once and copied; what moves is
 * painted over it. {@link #paint} allocates nothing, and a frame depends on its number alone.
 */
final class PatternPainter {
  private static final Swatch[] BARS = {
    Swatch.WHITE, Swatch.YELLOW, Swatch.CYAN, Swatch.GREEN, Swatch.MAGENTA, Swatch.RED, Swatch.BLUE
  };
  private static final Swatch[] BARS_75 =
      Arrays.stream(BARS).map(Swatch::threeQuarters).toArray(Swatch[]::new);

  private final TestPattern pattern;
  private final int width;
  private final int height;
  private final Picture still;
  private final Picture other;
  private final Converter copier;
  private final GrayPainter gray;

  /**
   * A painter.
   *
   * @param foreground 0xRRGGBB for blink and solid-color
   * @param background 0xRRGGBB for blink
   */
  PatternPainter(
      TestPattern pattern,
      PixelFormat format,
      int width,
      int height,
      int foreground,
      int background) {
    this.pattern = pattern;
    this.width = width;
    this.height = height;
    Swatch front = Swatch.of(foreground);
    Swatch back = Swatch.of(background);
    still = picture(format, pattern == TestPattern.BLINK ? (x, y) -> back : image(front));
    other = pattern == TestPattern.BLINK ? picture(format, (x, y) -> front) : still;
    copier = new Converter(format, format, width, height);
    gray = new GrayPainter(format, width, height);
  }

  @SuppressWarnings("resource") // Freed with the picture: an automatic arena.
  private Picture picture(PixelFormat format, StillPainter.Image image) {
    Picture picture = new Picture(format, width, height);
    picture.pack(Arena.ofAuto().allocate(picture.packedBytes(), 64), 0);
    StillPainter.paint(picture, image);
    return picture;
  }

  /**
   * Paints a frame.
   *
   * @param frame number of the frame
   * @param phase place of moving things, in frames of which 200 make a period
   */
  void paint(Picture to, long frame, double phase) {
    copier.convert((frame & 1) == 0 ? still : other, to);
    if (pattern == TestPattern.SNOW) {
      gray.snow(to, frame);
    } else if (pattern == TestPattern.BALL) {
      gray.ball(to, phase);
    }
  }

  private StillPainter.Image image(Swatch front) {
    return switch (pattern) {
      case SMPTE -> this::smpte;
      case SMPTE75 -> (x, y) -> BARS_75[part(x, BARS.length)];
      case SMPTE100 -> (x, y) -> BARS[part(x, BARS.length)];
      case BLACK, SNOW, BALL, BLINK -> (x, y) -> Swatch.BLACK;
      case WHITE -> (x, y) -> Swatch.WHITE;
      case RED -> (x, y) -> Swatch.RED;
      case GREEN -> (x, y) -> Swatch.GREEN;
      case BLUE -> (x, y) -> Swatch.BLUE;
      case SOLID_COLOR -> (x, y) -> front;
      case CHECKERS_1 -> (x, y) -> checkers(x, y, 1);
      case CHECKERS_2 -> (x, y) -> checkers(x, y, 2);
      case CHECKERS_4 -> (x, y) -> checkers(x, y, 4);
      case CHECKERS_8 -> (x, y) -> checkers(x, y, 8);
      case GRADIENT -> (x, y) -> Swatch.gray(y * 255 / height);
    };
  }

  private static Swatch checkers(int x, int y, int side) {
    return ((x ^ y) & side) == 0 ? Swatch.RED : Swatch.GREEN;
  }

  /**
   * Number of the part that column {@code x} belongs to when part {@code i} begins at {@code i *
   * width / parts}.
   */
  private int part(int x, int parts) {
    return ((x + 1) * parts - 1) / width;
  }

  /** As GStreamer 1.22 lays it out: bars to 2/3 of the height, castellations to 3/4. */
  private Swatch smpte(int x, int y) {
    int part = part(x, BARS.length);
    if (y < 2 * height / 3) {
      return BARS[part];
    }
    if (y < 3 * height / 4) {
      return (part & 1) == 1 ? Swatch.BLACK : part == 6 ? Swatch.WHITE : BARS[6 - part];
    }
    return switch (part(x, 12)) {
      case 0, 1 -> Swatch.MINUS_I;
      case 2, 3 -> Swatch.WHITE;
      case 4, 5 -> Swatch.PLUS_Q;
      case 6 -> Swatch.SUPER_BLACK;
      case 7 -> Swatch.BLACK;
      case 8 -> Swatch.DARK_GRAY;
      default -> Swatch.gray((x * 0x9e3779b1 ^ y * 0x85ebca6b) * 0xc2b2ae35 >>> 24);
    };
  }
}
