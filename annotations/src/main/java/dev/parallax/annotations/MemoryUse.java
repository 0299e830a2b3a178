package dev.parallax.annotations;

/** How much memory an element uses. */
public enum MemoryUse {
  /** As its buffers need. */
  NORMAL,
  /** Little. */
  LOW,
  /** Much. */
  HIGH,
  /** A constant window of a long stream. */
  STREAMING
}
