package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Rows of a picture as packed pixels: where they lie, or unpacked from 24-bit RGB. */
final class PackedRows {
  /** Rows that are kept; a row of chroma needs at most three in a line. */
  private static final int KEPT = 4;

  private final boolean direct;
  private final int width;
  private final int red;
  private final long stride;
  private final MemorySegment kept;
  private final int[] rows = new int[KEPT];

  PackedRows(PixelFormat format, int width) {
    this.width = width;
    direct = format != PixelFormat.RGB;
    red = format == PixelFormat.BGRA ? 16 : 0;
    stride = Scratch.align(4L * width);
    kept = Scratch.allocate(direct ? 1 : KEPT * stride);
  }

  /** To be called before the first row of a picture. */
  void begin() {
    Arrays.fill(rows, -1);
  }

  /** The bit of red in a pixel. */
  int red() {
    return red;
  }

  /** The memory that {@link #row} speaks of. */
  MemorySegment segment(Picture from) {
    return direct ? from.segment() : kept;
  }

  /** First byte of a row; valid until the fourth row after it is asked for. */
  long row(ColorRows loops, Picture from, int r) {
    if (direct) {
      return from.row(0, r);
    }
    int slot = r % KEPT;
    if (rows[slot] != r) {
      loops.rgbToPacked(from.segment(), from.row(0, r), kept, slot * stride, width, red);
      rows[slot] = r;
    }
    return slot * stride;
  }
}
