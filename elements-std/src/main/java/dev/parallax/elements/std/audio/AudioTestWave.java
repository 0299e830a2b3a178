package dev.parallax.elements.std.audio;

/** Signals of {@code audiotestsrc}, with GStreamer's names and numbers; the sweep is ours. */
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
  /** Evenly distributed noise of equal power at all frequencies. */
  WHITE_NOISE,
  /** Noise whose power falls by 3 dB an octave. */
  PINK_NOISE,
  /** A sine from a table of 1024 values, interpolated: cheap. */
  SINE_TABLE,
  /** Short sines at even distances, silence between them. */
  TICKS,
  /** Normally distributed noise of equal power at all frequencies; volume is its deviation. */
  GAUSSIAN_NOISE,
  /** Noise whose power falls by 6 dB an octave. */
  RED_NOISE,
  /** Noise whose power rises by 3 dB an octave. */
  BLUE_NOISE,
  /** Noise whose power rises by 6 dB an octave. */
  VIOLET_NOISE,
  /** A sine that goes from one frequency to another, and begins anew. */
  SWEEP
}
