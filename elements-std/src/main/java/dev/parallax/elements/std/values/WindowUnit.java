package dev.parallax.elements.std.values;

/** What the size of a window counts. */
public enum WindowUnit {
  /** Values. */
  COUNT,
  /** Nanoseconds of presentation time. */
  TIME
}
