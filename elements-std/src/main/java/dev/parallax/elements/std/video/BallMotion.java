package dev.parallax.elements.std.video;

/** How the ball of {@code videotestsrc} moves, by GStreamer's names. */
public enum BallMotion {
  /** A small ball that waves across the picture. */
  WAVY,
  /** A large ball in a circle, a turn in 200 frames; with hair lines through both middles. */
  SWEEP,
  /** The same, half a turn in 200 frames, then from the top again. */
  HSWEEP
}
