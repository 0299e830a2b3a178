package dev.parallax.elements.std.audio;

/** Where the output of a mixer begins, with GStreamer's names. */
public enum StartTimeSelection {
  /** At time 0. */
  ZERO,
  /** With the first input. */
  FIRST
}
