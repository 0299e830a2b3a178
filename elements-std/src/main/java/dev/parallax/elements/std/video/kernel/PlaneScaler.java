package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Scales rows of a plane of interleaved 8-bit samples: first two source rows are blended to 15 bits, then columns. Fixed point with 11-bit
 * weights; the result is within one level of exact bilinear interpolation.
 */
final class PlaneScaler {
  private final int each;
  private final boolean bilinear;
  private final int sourceBytes;
  private final ScaleTable rows;
  private final ScaleTable columns;
  private final MemorySegment blended;
  private final int[] pairs;

  /**
   * A scaler.
   *
   * @param each interleaved samples in a pixel
   */
  PlaneScaler(int each, boolean bilinear, int fromWidth, int fromHeight, int toWidth, int toHeight) {
    this.each = each;
    this.bilinear = bilinear;
    sourceBytes = fromWidth * each;
    rows = bilinear ? ScaleTable.bilinear(fromHeight, toHeight) : ScaleTable.nearest(fromHeight, toHeight);
    ScaleTable across = bilinear ? ScaleTable.bilinear(fromWidth, toWidth) : ScaleTable.nearest(fromWidth, toWidth);
    columns = across.samples(each);
    // Pairing reads one pixel more; its weight is 0.
    blended = Scratch.allocate(bilinear ? 2L * (sourceBytes + each) : 2);
    pairs = new int[bilinear ? sourceBytes : 0];
  }

  /** Source row above the row {@code y} of the result. */
  int above(int y) {
    return rows.index()[y];
  }

  /** Source row below it, which may be the same. */
  int below(int y) {
    return rows.after(y);
  }

  /** Makes row {@code y} of the result from the source rows {@link #above} and {@link #below} it. */
  void row(RowKernels kernels, int y, MemorySegment in, long above, long below, MemorySegment out, long outAt) {
    if (bilinear) {
      kernels.blendRows(in, above, below, rows.weight()[y], blended, 0, sourceBytes);
      kernels.pairColumns(blended, 0, each, pairs, sourceBytes);
      kernels.blendColumns(pairs, columns.index(), columns.weight(), out, outAt, columns.index().length);
    } else {
      pick(columns.index(), in, above, out, outAt);
    }
  }

  private static void pick(int[] index, MemorySegment in, long from, MemorySegment out, long outAt) {
    for (int i = 0; i < index.length; i++) {
      out.set(JAVA_BYTE, outAt + i, in.get(JAVA_BYTE, from + index[i]));
    }
  }
}
