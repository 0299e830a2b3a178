package dev.parallax.elements.std.testing;

/** Sizes of {@code fakesrc}'s buffers. */
public enum FakeSizeType {
  /** No bytes. */
  EMPTY,
  /** {@code sizemax} bytes. */
  FIXED
}
