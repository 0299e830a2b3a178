package dev.parallax.elements.std.transform;

/** What {@code range} counts. */
public enum RangeUnit {
  /** Buffers. */
  BUFFERS,
  /** Bytes of payload; buffers are cut where a limit lies inside. */
  BYTES,
  /** Nanoseconds of presentation time; a buffer belongs to the range if it begins there. */
  TIME
}
