package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The loops on vectors. A row is done in whole blocks and its rest by {@link ScalarRows}, so
 * nothing outside the row is touched. No vector leaves the loop that made it: see {@link Lanes}.
 */
final class VectorRows implements RowKernels {
  private static final VectorRows INSTANCE = new VectorRows();
  private static final ScalarRows SCALAR = ScalarRows.INSTANCE;

  private VectorRows() {}

  @Override
  public ColorRows color() {
    return VectorColor.INSTANCE;
  }

  static RowKernels instance() {
    return INSTANCE;
  }

  @Override
  public void deinterleave(
      MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs) {
    int x = ReorderLoops.deinterleave(in, inAt, out, uAt, vAt, pairs);
    SCALAR.deinterleave(in, inAt + 2L * x, out, uAt + x, vAt + x, pairs - x);
  }

  @Override
  public void interleave(
      MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs) {
    int x = ReorderLoops.interleave(in, uAt, vAt, out, outAt, pairs);
    SCALAR.interleave(in, uAt + x, vAt + x, out, outAt + 2L * x, pairs - x);
  }

  @Override
  public void pack422(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    int x = ReorderLoops.pack422(y, yAt, chroma, uAt, vAt, out, outAt, width, luma);
    long at = x >> 1;
    SCALAR.pack422(y, yAt + x, chroma, uAt + at, vAt + at, out, outAt + 2L * x, width - x, luma);
  }

  @Override
  public void average(
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment out,
      long outAt,
      int bytes) {
    int x = ReorderLoops.average(a, aAt, b, bAt, out, outAt, bytes);
    SCALAR.average(a, aAt + x, b, bAt + x, out, outAt + x, bytes - x);
  }
}
