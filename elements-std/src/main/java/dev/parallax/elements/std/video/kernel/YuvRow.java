package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Where the samples of one row lie: full-resolution luma, and U and V at half the horizontal
 * resolution, both in {@code chroma}. A cursor that readers and writers move; it allocates nothing.
 */
final class YuvRow {
  MemorySegment luma = MemorySegment.NULL;
  long y;
  MemorySegment chroma = MemorySegment.NULL;
  long u;
  long v;

  void luma(MemorySegment segment, long at) {
    luma = segment;
    y = at;
  }

  void chroma(MemorySegment segment, long uAt, long vAt) {
    chroma = segment;
    u = uAt;
    v = vAt;
  }
}
