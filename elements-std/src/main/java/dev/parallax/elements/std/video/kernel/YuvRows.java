package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/**
 * Rows of a picture with subsampled chroma as planar 4:2:2, for reading or writing. Planar formats
 * are used where they lie; others go through scratch rows.
 */
final class YuvRows {
  private final RowChoice choice;
  private final PixelFormat format;
  private final int width;
  private final int pairs;
  private final MemorySegment scratch;
  private final long scratchY;
  private final long scratchU;
  private final long scratchV;
  private int loadedChroma = -1;

  YuvRows(RowChoice choice, PixelFormat format, int width) {
    this.choice = choice;
    this.format = format;
    this.width = width;
    pairs = (width + 1) >> 1;
    scratch = Scratch.allocate(4L * Scratch.align(width));
    scratchY = 0;
    scratchU = 2 * Scratch.align(width);
    scratchV = 3 * Scratch.align(width);
  }

  static boolean holds(PixelFormat format) {
    return switch (format) {
      case I420, NV12, YUYV, UYVY -> true;
      case I420_10LE, RGBA, BGRA, RGB, GRAY8 -> false;
    };
  }

  /** Whether two rows share one row of chroma. */
  boolean halfHeight() {
    return format == PixelFormat.I420 || format == PixelFormat.NV12;
  }

  /** To be called before the first row of a picture. */
  void begin() {
    loadedChroma = -1;
  }

  /** Points {@code to} at the samples of row {@code r}; valid until the next call. */
  void read(Picture from, int r, YuvRow to) {
    MemorySegment in = from.segment();
    switch (format) {
      case I420 -> {
        to.luma(in, from.row(0, r));
        to.chroma(in, from.row(1, r >> 1), from.row(2, r >> 1));
      }
      case NV12 -> {
        to.luma(in, from.row(0, r));
        if (loadedChroma != r >> 1) {
          choice.rows().deinterleave(in, from.row(1, r >> 1), scratch, scratchU, scratchV, pairs);
          loadedChroma = r >> 1;
        }
        to.chroma(scratch, scratchU, scratchV);
      }
      default -> {
        choice
            .rows()
            .color()
            .unpack422(
                in, from.row(0, r), scratch, scratchY, scratch, scratchU, scratchV, width, luma());
        scratch(to);
      }
    }
  }

  /**
   * Points {@code to} at the place for the samples of row {@code r}; {@link #written} must follow.
   */
  void place(Picture into, int r, YuvRow to) {
    MemorySegment out = into.segment();
    switch (format) {
      case I420 -> {
        to.luma(out, into.row(0, r));
        to.chroma(out, into.row(1, r >> 1), into.row(2, r >> 1));
      }
      case NV12 -> {
        to.luma(out, into.row(0, r));
        to.chroma(scratch, scratchU, scratchV);
      }
      default -> scratch(to);
    }
  }

  /** Points {@code to} at the scratch row of a packed format; {@link #pack} must follow. */
  void scratch(YuvRow to) {
    to.luma(scratch, scratchY);
    to.chroma(scratch, scratchU, scratchV);
  }

  /** Packs the scratch row to {@code indent} bytes into row {@code r}. */
  void pack(Picture into, int r, long indent) {
    long at = into.row(0, r) + indent;
    choice
        .rows()
        .pack422(scratch, scratchY, scratch, scratchU, scratchV, into.segment(), at, width, luma());
  }

  /** Completes row {@code r}; chroma of formats with half height is written with the even rows. */
  void written(Picture into, int r) {
    switch (format) {
      case I420 -> {}
      case NV12 -> {
        if ((r & 1) == 0) {
          choice
              .rows()
              .interleave(scratch, scratchU, scratchV, into.segment(), into.row(1, r >> 1), pairs);
        }
      }
      default -> pack(into, r, 0);
    }
  }

  private int luma() {
    return format == PixelFormat.UYVY ? 8 : 0;
  }
}
