package dev.parallax.elements.std.transform;

/** With what {@code dedup} compares a buffer. */
public enum DedupMode {
  /** With the one before, byte by byte. */
  CONSECUTIVE,
  /** With the last ones that were different, by their SHA-256. */
  HISTORY
}
