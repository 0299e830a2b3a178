package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/** RGBA, BGRA and RGB among themselves: only moved. */
final class RgbToRgb implements RowJob {
  private final PixelFormat from;
  private final PixelFormat to;
  private final int width;

  RgbToRgb(VideoFormat from, VideoFormat to) {
    ColorSpace.of(from.format(), from.colorimetry());
    ColorSpace.of(to.format(), to.colorimetry());
    this.from = from.format();
    this.to = to.format();
    width = from.width();
  }

  @Override
  public void begin() {}

  @Override
  public boolean inPlace() {
    return from != PixelFormat.RGB && to != PixelFormat.RGB;
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    MemorySegment in = input.segment();
    MemorySegment out = output.segment();
    long inAt = input.row(0, r);
    long outAt = output.row(0, r);
    if (from == PixelFormat.RGB) {
      loops.rgbToPacked(in, inAt, out, outAt, width, red(to));
    } else if (to == PixelFormat.RGB) {
      loops.packedToRgb(in, inAt, out, outAt, width, red(from));
    } else {
      loops.swapRedBlue(in, inAt, out, outAt, width);
    }
  }

  /** The bit of red in a pixel. */
  static int red(PixelFormat format) {
    return format == PixelFormat.BGRA ? 16 : 0;
  }
}
