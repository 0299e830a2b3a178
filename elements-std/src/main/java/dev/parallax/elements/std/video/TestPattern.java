package dev.parallax.elements.std.video;

/** Pictures of {@code videotestsrc}, by GStreamer's names and numbers. */
public enum TestPattern {
  /** SMPTE 100 % color bars with the castellations, -I, white, +Q and PLUGE below. */
  SMPTE,
  /** Noise between the background and the foreground color. */
  SNOW,
  /** Black. */
  BLACK,
  /** White. */
  WHITE,
  /** Red. */
  RED,
  /** Green. */
  GREEN,
  /** Blue. */
  BLUE,
  /** Red and green squares of 1 pixel. */
  CHECKERS_1,
  /** Red and green squares of 2 pixels. */
  CHECKERS_2,
  /** Red and green squares of 4 pixels. */
  CHECKERS_4,
  /** Red and green squares of 8 pixels. */
  CHECKERS_8,
  /** Rings of sine waves, of a higher frequency the nearer to the middle. */
  CIRCULAR,
  /** The background and the foreground color in turn. */
  BLINK,
  /** SMPTE 75 % color bars. */
  SMPTE75,
  /** A zone plate: a sine wave whose phase the properties k0 to kt2 give. */
  ZONE_PLATE,
  /** Squares of legal and illegal YUV levels: black, white, red, blue. */
  GAMUT,
  /** A zone plate in both chroma components. */
  CHROMA_ZONE_PLATE,
  /** The foreground color. */
  SOLID_COLOR,
  /** A ball of the foreground color that moves on the background color. */
  BALL,
  /** SMPTE 100 % color bars. */
  SMPTE100,
  /** A bar of the foreground color, a seventh of the width, on the left. */
  BAR,
  /** Sectors around the middle. */
  PINWHEEL,
  /** Lines through the middle. */
  SPOKES,
  /** From the background color above to the foreground color below. */
  GRADIENT,
  /** Squares of many colors. */
  COLORS
}
