package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/** Where rows of packed pixels go: into the picture, or, for 24-bit RGB, through a scratch row. */
final class PackedOutput {
  private final int width;
  private final boolean rgb;
  private final MemorySegment scratch;
  private MemorySegment segment = MemorySegment.NULL;
  private long at;

  PackedOutput(PixelFormat format, int width) {
    this.width = width;
    rgb = format == PixelFormat.RGB;
    scratch = Scratch.allocate(rgb ? 4L * width : 1);
  }

  /** Finds the place of row {@code r}; {@link #written} must follow. */
  void place(Picture into, int r) {
    segment = rgb ? scratch : into.segment();
    at = rgb ? 0 : into.row(0, r);
  }

  /** Completes row {@code r}. */
  void written(ColorRows loops, Picture into, int r) {
    if (rgb) {
      loops.packedToRgb(scratch, 0, into.segment(), into.row(0, r), width, 0);
    }
  }

  MemorySegment segment() {
    return segment;
  }

  /** First byte of the row. */
  long at() {
    return at;
  }
}
