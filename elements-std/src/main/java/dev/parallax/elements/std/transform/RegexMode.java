package dev.parallax.elements.std.transform;

/** What {@code regex} does with the text of a buffer. */
public enum RegexMode {
  /** Passes buffers on in which the pattern is found. */
  FILTER,
  /** Sends a group of each place where it is found as a buffer of its own. */
  EXTRACT,
  /** Puts a replacement in each place where it is found. */
  REPLACE
}
