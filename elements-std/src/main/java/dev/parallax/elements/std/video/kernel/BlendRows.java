package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Loops that lay one row over another. A weight is 0 to 256, the whole. Rows must not overlap, or
 * be the same.
 */
interface BlendRows {
  /** {@code (in * weight + out * (256 - weight) + 128) >> 8} of bytes. */
  void bytes(MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count);

  /** The same of little-endian words without a sign. */
  void words(MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count);

  /**
   * Pixels of four bytes, the last of which is their opacity, over pixels that are opaque and stay
   * so. The opacity times the weight is {@code a = (opacity * weight + 128) >> 8}, and its share of
   * 256 is {@code a + (a >> 7)}.
   */
  void over(MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count);
}
