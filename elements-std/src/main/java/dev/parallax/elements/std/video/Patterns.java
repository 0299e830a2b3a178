package dev.parallax.elements.std.video;

/** The patterns as functions, with the geometry of GStreamer 1.22. */
final class Patterns {
  private static final int[] BARS = {
    0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff
  };
  private static final int SPOKES = 19;
  private static final int SQUARE = 16;

  private final PatternPainter.Settings settings;
  private final Palette palette;
  private final int width;
  private final int height;
  private final Swatch[] bars = new Swatch[BARS.length];
  private final Swatch[] bars75 = new Swatch[BARS.length];
  private final Swatch[] grays;
  private final Swatch[] ramp;
  private final Swatch black;
  private final Swatch[] chroma = new Swatch[256];
  private final Swatch[] gamut = new Swatch[8];
  private final double[] cosine = new double[SPOKES];
  private final double[] sine = new double[SPOKES];
  private int frame;
  private int shift;

  Patterns(PatternPainter.Settings settings, Palette palette, int width, int height) {
    this.settings = settings;
    this.palette = palette;
    this.width = width;
    this.height = height;
    for (int i = 0; i < BARS.length; i++) {
      bars[i] = palette.of(BARS[i]);
      bars75[i] = palette.of(Swatch.threeQuarters(BARS[i]));
    }
    grays = palette.ramp(0, 0xffffff);
    ramp = palette.ramp(settings.background(), settings.foreground());
    black = grays[0];
    for (int i = 0; i < 256; i++) {
      chroma[i] = new Swatch(0x808080, 0x80 << 16 | i << 8 | i);
    }
    Swatch[] legal = {black, grays[255], bars[5], bars[6]};
    int[] shifts = {16, 16, 0, 8};
    for (int i = 0; i < legal.length; i++) {
      gamut[2 * i] = legal[i].with(shifts[i], i == 0 ? 0 : 255);
      gamut[2 * i + 1] = legal[i];
    }
    for (int k = 0; k < SPOKES; k++) {
      cosine[k] = Math.cos(Math.PI / SPOKES * k);
      sine[k] = Math.sin(Math.PI / SPOKES * k);
    }
  }

  /** 256 colors from the background to the foreground. */
  Swatch[] ramp() {
    return ramp;
  }

  /** All of the foreground color. */
  StillPainter.Image foreground() {
    return (x, y) -> ramp[255];
  }

  /** Whether frames differ in more than a shift. */
  boolean moves() {
    boolean plate =
        settings.pattern() == TestPattern.ZONE_PLATE
            || settings.pattern() == TestPattern.CHROMA_ZONE_PLATE;
    return plate && settings.zone().moves();
  }

  /** The number of the frame, and the pixels to the left, that {@link #moving} has from now on. */
  void frame(int number, int toTheLeft) {
    frame = number;
    shift = toTheLeft;
  }

  /** The pattern of the current frame. */
  StillPainter.Image moving() {
    StillPainter.Image image = image();
    return (x, y) -> image.at((x + shift) % width, y);
  }

  /** The pattern moved to the left. */
  StillPainter.Image image(int toTheLeft) {
    StillPainter.Image image = image();
    return (x, y) -> image.at((x + toTheLeft) % width, y);
  }

  private StillPainter.Image image() {
    ZonePlate zone = settings.zone();
    return switch (settings.pattern()) {
      case SMPTE -> this::smpte;
      case SMPTE75 -> (x, y) -> bars75[part(x, BARS.length)];
      case SMPTE100 -> (x, y) -> bars[part(x, BARS.length)];
      case BLACK -> (x, y) -> black;
      case SNOW, BALL, BLINK -> (x, y) -> ramp[0];
      case WHITE -> (x, y) -> bars[0];
      case RED -> (x, y) -> bars[5];
      case GREEN -> (x, y) -> bars[3];
      case BLUE -> (x, y) -> bars[6];
      case SOLID_COLOR -> foreground();
      case CHECKERS_1 -> (x, y) -> checkers(x, y, 1);
      case CHECKERS_2 -> (x, y) -> checkers(x, y, 2);
      case CHECKERS_4 -> (x, y) -> checkers(x, y, 4);
      case CHECKERS_8 -> (x, y) -> checkers(x, y, 8);
      case CIRCULAR -> (x, y) -> ramp[circular(x, y)];
      case ZONE_PLATE -> (x, y) -> ramp[zone.level(x, y, width, height, frame)];
      case CHROMA_ZONE_PLATE -> (x, y) -> chroma[zone.level(x, y, width, height, frame)];
      case GAMUT -> (x, y) -> gamut[y * 4 / height * 2 + ((x / SQUARE ^ y / SQUARE) & 1)];
      case BAR -> (x, y) -> ramp[x * 7 < width ? 255 : 0];
      case PINWHEEL -> (x, y) -> ramp[pinwheel(x, y)];
      case SPOKES -> (x, y) -> ramp[spokes(x, y)];
      case GRADIENT -> (x, y) -> ramp[y * 255 / height];
      case COLORS -> this::colors;
    };
  }

  private Swatch checkers(int x, int y, int side) {
    return ((x ^ y) & side) == 0 ? bars[5] : bars[3];
  }

  /**
   * Number of the part that column {@code x} belongs to when part {@code i} begins at {@code i *
   * width / parts}.
   */
  private int part(int x, int parts) {
    return ((x + 1) * parts - 1) / width;
  }

  /** Bars to 2/3 of the height, castellations to 3/4. */
  private Swatch smpte(int x, int y) {
    int part = part(x, BARS.length);
    if (y < 2 * height / 3) {
      return bars[part];
    }
    if (y < 3 * height / 4) {
      return (part & 1) == 1 ? black : part == 6 ? bars[0] : bars[6 - part];
    }
    return switch (part(x, 12)) {
      case 0, 1 -> Swatch.MINUS_I;
      case 2, 3 -> bars[0];
      case 4, 5 -> Swatch.PLUS_Q;
      case 6 -> Swatch.SUPER_BLACK;
      case 7 -> black;
      case 8 -> Swatch.DARK_GRAY;
      default -> grays[(x * 0x9e3779b1 ^ y * 0x85ebca6b) * 0xc2b2ae35 >>> 24];
    };
  }

  /**
   * Sine waves in seven rings, each of a lower frequency by the fourth root of 2 than the one in.
   */
  private int circular(int x, int y) {
    double distance = Math.hypot(2 * x - width, 2 * y - height) / (2 * width);
    int ring = (int) (distance * 16);
    if (ring == 0 || ring >= 8) {
      return 0;
    }
    double frequency = 200 * Math.pow(2, -(ring - 1) / 4.0);
    return ZonePlate.sine((int) Math.floor(256 * distance * frequency + 0.5));
  }

  /** Distance of a pixel from a line through the middle. */
  private double distance(int x, int y, int line) {
    return cosine[line] * (x - 0.5 * width) + sine[line] * (y - 0.5 * height);
  }

  private int pinwheel(int x, int y) {
    double value = 1;
    for (int k = 0; k < SPOKES; k++) {
      value *= Math.clamp(distance(x, y, k), -1, 1);
    }
    return Math.clamp((int) Math.floor((value + 1) * 128), 0, 255);
  }

  private int spokes(int x, int y) {
    double value = 0;
    for (int k = 0; k < SPOKES; k++) {
      value += Math.clamp(1.5 - Math.abs(distance(x, y, k)), 0, 1);
    }
    return Math.clamp((int) Math.floor(value * 256), 0, 255);
  }

  private Swatch colors(int x, int y) {
    int red = x * 4096 / width % 256;
    int green = y * 16 / height << 4 | x * 16 / width;
    int blue = y * 4096 / height % 256;
    return palette.of(red << 16 | green << 8 | blue);
  }
}
