package dev.parallax.elements.std.video;

/** Pictures of {@code videotestsrc}, by GStreamer's names. */
public enum TestPattern {
  /** SMPTE 100 % color bars with the castellations, -I, white, +Q and PLUGE below. */
  SMPTE,
  /** Noise. */
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
  /** The background and the foreground color in turn. */
  BLINK,
  /** SMPTE 75 % color bars. */
  SMPTE75,
  /** The foreground color. */
  SOLID_COLOR,
  /** A white ball that moves on black. */
  BALL,
  /** SMPTE 100 % color bars. */
  SMPTE100,
  /** From black above to white below. */
  GRADIENT
}
