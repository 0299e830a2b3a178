package dev.parallax.elements.std.audio;

/** Shapes of {@code audiotestsrc}, with GStreamer's names. */
public enum AudioTestWave {
  /** A sine. */
  SINE,
  /** Full scale up for half a cycle, then down. */
  SQUARE,
  /** Rises from -1 to 1, and falls at half a cycle. */
  SAW,
  /** Rises and falls evenly. */
  TRIANGLE,
  /** Zeros. */
  SILENCE,
  /** Evenly distributed noise, the same in every run. */
  WHITE_NOISE
}
