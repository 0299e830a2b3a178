package dev.parallax.elements.std.audio;

/** Whether {@code audioresample} stores a filter for every position that the ratio has. */
public enum SincFilterMode {
  /** Some positions are stored, and those between them interpolated. */
  INTERPOLATED,
  /** All positions are stored. */
  FULL,
  /** All positions while they fit into the threshold. */
  AUTO
}
