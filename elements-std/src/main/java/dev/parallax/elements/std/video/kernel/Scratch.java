package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory for rows between two loops: off the heap as pictures are, so that compiled loops see one
 * kind of segment.
 */
final class Scratch {
  private Scratch() {}

  /**
   * Freed with the segment by the garbage collector: it is made when caps change, never per frame.
   */
  @SuppressWarnings("resource")
  static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(bytes, 64);
  }

  /** Next multiple of 64. */
  static long align(long bytes) {
    return (bytes + 63) & -64L;
  }
}
