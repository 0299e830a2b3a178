package dev.parallax.elements.std.testing;

/** Content of {@code testsrc}'s buffers behind their head. */
public enum TestPattern {
  /** Bytes that count up, beginning with the buffer's number. */
  COUNTER,
  /** Bytes that look like chance, the same ones for the same number of a buffer. */
  RANDOM,
  /** Zeros. */
  ZERO,
  /** Bytes of all ones. */
  ONES
}
