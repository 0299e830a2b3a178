package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Scales rows of a plane of interleaved 8-bit samples: first two source rows are blended to 15
 * bits, then columns. Fixed point with 11-bit weights; the result is within one level of exact
 * bilinear interpolation.
 *
 * <p>Neighbours of four-byte pixels are copied side by side before they are blended; other samples
 * are gathered in pairs.
 */
final class PlaneScaler {
  private final int each;
  private final boolean bilinear;
  private final int sourceBytes;
  private final ScaleTable rows;
  private final ScaleTable columns;
  private final MemorySegment blended;
  private final int[] pairs;

  /** Whether a pixel is moved as a whole: the columns are those of pixels, else of samples. */
  private final boolean pixels;

  private final MemorySegment picked;
  private final long pickedRight;

  /**
   * A scaler.
   *
   * @param each interleaved samples in a pixel
   */
  PlaneScaler(
      int each, boolean bilinear, int fromWidth, int fromHeight, int toWidth, int toHeight) {
    this.each = each;
    this.bilinear = bilinear;
    sourceBytes = fromWidth * each;
    rows =
        bilinear
            ? ScaleTable.bilinear(fromHeight, toHeight)
            : ScaleTable.nearest(fromHeight, toHeight);
    ScaleTable across =
        bilinear ? ScaleTable.bilinear(fromWidth, toWidth) : ScaleTable.nearest(fromWidth, toWidth);
    pixels = each == 4;
    columns =
        pixels ? new ScaleTable(across.index(), across.samples(2).weight()) : across.samples(each);
    pickedRight = Scratch.align(8L * toWidth);
    picked = Scratch.allocate(pixels && bilinear ? 2 * pickedRight : 64);
    // Pairing reads one pixel more; its weight is 0.
    blended = Scratch.allocate(bilinear ? 2L * (sourceBytes + each) : 2);
    pairs = new int[bilinear && !pixels ? sourceBytes : 0];
  }

  /** Source row above the row {@code y} of the result. */
  int above(int y) {
    return rows.index()[y];
  }

  /** Source row below it, which may be the same. */
  int below(int y) {
    return rows.after(y);
  }

  /**
   * Makes row {@code y} of the result from the source rows {@link #above} and {@link #below} it.
   */
  void row(
      RowKernels kernels,
      int y,
      MemorySegment in,
      long above,
      long below,
      MemorySegment out,
      long outAt) {
    if (bilinear) {
      kernels.blendRows(in, above, below, rows.weight()[y], blended, 0, sourceBytes);
      blend(kernels, out, outAt);
    } else if (pixels) {
      pickPixels(columns.index(), in, above, out, outAt);
    } else {
      pickSamples(columns.index(), in, above, out, outAt);
    }
  }

  private void blend(RowKernels kernels, MemorySegment out, long outAt) {
    int count = columns.index().length;
    if (pixels) {
      pickNeighbours(columns.index(), blended, picked, pickedRight);
      kernels.blendPixels(picked, 0, pickedRight, columns.weight(), out, outAt, count);
    } else {
      kernels.pairColumns(blended, 0, each, pairs, sourceBytes);
      kernels.blendColumns(pairs, columns.index(), columns.weight(), out, outAt, count);
    }
  }

  private static void pickNeighbours(
      int[] index, MemorySegment row, MemorySegment picked, long rightAt) {
    for (int i = 0; i < index.length; i++) {
      long at = 8L * index[i];
      picked.set(JAVA_LONG_UNALIGNED, 8L * i, row.get(JAVA_LONG_UNALIGNED, at));
      picked.set(JAVA_LONG_UNALIGNED, rightAt + 8L * i, row.get(JAVA_LONG_UNALIGNED, at + 8));
    }
  }

  private static void pickPixels(
      int[] index, MemorySegment in, long from, MemorySegment out, long outAt) {
    for (int i = 0; i < index.length; i++) {
      out.set(JAVA_INT_UNALIGNED, outAt + 4L * i, in.get(JAVA_INT_UNALIGNED, from + 4L * index[i]));
    }
  }

  private static void pickSamples(
      int[] index, MemorySegment in, long from, MemorySegment out, long outAt) {
    for (int i = 0; i < index.length; i++) {
      out.set(JAVA_BYTE, outAt + i, in.get(JAVA_BYTE, from + index[i]));
    }
  }
}
