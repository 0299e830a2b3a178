package dev.parallax.elements.std.testing;

/** Content of {@code fakesrc}'s buffers. */
public enum FakeFillType {
  /** Whatever is there. */
  NOTHING,
  /** Zeros. */
  ZERO
}
