package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.PixelFormats;
import java.lang.foreign.MemorySegment;

/** Rows of a picture with luma, and chroma unless it is grey, from rows of luma and wide chroma. */
final class YuvWriter {
  private final PixelFormat format;
  private final int width;
  private final int pairs;
  private final boolean half;
  private final MemorySegment scratch;
  private MemorySegment segment = MemorySegment.NULL;
  private long at;

  YuvWriter(PixelFormat format, int width) {
    this.format = format;
    this.width = width;
    pairs = (width + 1) >> 1;
    half = PixelFormats.chromaShiftY(format) == 1;
    scratch = Scratch.allocate(packed() ? width : 1);
  }

  /** Whether luma is packed with chroma, so that it takes a scratch row. */
  boolean packed() {
    return LumaReader.packed(format);
  }

  /** Whether row {@code r} has chroma of its own; it is then row {@link #chromaRow} of that. */
  boolean hasChroma(int r) {
    return format != PixelFormat.GRAY8 && (!half || (r & 1) == 0);
  }

  /** The row of chroma that row {@code r} has. */
  int chromaRow(int r) {
    return half ? r >> 1 : r;
  }

  /** Finds the place of luma of row {@code r}. */
  void place(Picture to, int r) {
    segment = packed() ? scratch : to.segment();
    at = packed() ? 0 : to.row(0, r);
  }

  /** The memory of the place that was found. */
  MemorySegment segment() {
    return segment;
  }

  /** First byte of the place that was found. */
  long at() {
    return at;
  }

  /** Writes the chroma of row {@code r}, and for packed formats luma from anywhere. */
  void write(
      ColorRows loops,
      Picture to,
      int r,
      MemorySegment y,
      long yAt,
      MemorySegment wide,
      long wideAt) {
    MemorySegment out = to.segment();
    int c = chromaRow(r);
    switch (format) {
      case I420 -> loops.narrowPlanar(wide, wideAt, out, to.row(1, c), to.row(2, c), pairs);
      case I420_10LE -> loops.narrowPlanar16(wide, wideAt, out, to.row(1, c), to.row(2, c), pairs);
      case NV12 -> loops.narrowPairs(wide, wideAt, out, to.row(1, c), pairs);
      case YUYV, UYVY ->
          loops.pack422(y, yAt, wide, wideAt, out, to.row(0, r), width, LumaReader.first(format));
      case RGBA, BGRA, RGB, GRAY8 -> throw new IllegalStateException("no chroma format=" + format);
    }
  }
}
