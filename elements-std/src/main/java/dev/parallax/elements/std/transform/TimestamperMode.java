package dev.parallax.elements.std.transform;

/** Where {@code timestamper} takes times from. */
public enum TimestamperMode {
  /** From the number of the buffer and the rate. */
  RATE,
  /** From the running time at which the buffer comes. */
  CLOCK,
  /** From the buffer, moved by the offset. */
  OFFSET
}
