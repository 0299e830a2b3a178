package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/** Rows of another matrix or range. */
final class Recoloring {
  private final int width;
  private final int pairs;
  private final Spread spread;
  private final Recolor recolor;
  private final ChromaReader everywhere;
  private final MemorySegment wide;

  Recoloring(VideoFormat from, boolean linear, ColorSpace source, ColorSpace target) {
    width = from.width();
    pairs = (width + 1) >> 1;
    spread = YuvToRgbJob.spread(from, linear);
    recolor = Recolor.of(source, target);
    VideoFormat pixels = new VideoFormat(PixelFormat.RGBA, width, from.height(), from.framerate());
    everywhere = new ChromaReader(from, pixels, linear, null, source);
    wide = Scratch.allocate(4L * pairs);
  }

  void begin() {
    everywhere.begin();
  }

  /** Luma of row {@code r}, which depends on the chroma of every pixel. */
  void luma(
      ColorRows loops,
      Picture input,
      int r,
      MemorySegment y,
      long yAt,
      boolean in16,
      MemorySegment out,
      long outAt,
      boolean out16) {
    everywhere.read(loops, input, r);
    loops.recolorLuma(
        y,
        yAt,
        in16,
        everywhere.wide(),
        everywhere.at(),
        out,
        outAt,
        out16,
        width,
        spread,
        recolor);
  }

  /** Recolors a wide row into {@link #wide}; tells where. */
  long chroma(ColorRows loops, MemorySegment from, long at) {
    MemorySegment.copy(from, at, wide, 0, 4L * pairs);
    loops.recolorChroma(wide, 0, 0, pairs, recolor);
    return 0;
  }

  /** The memory of the row that was recolored. */
  MemorySegment wide() {
    return wide;
  }
}
