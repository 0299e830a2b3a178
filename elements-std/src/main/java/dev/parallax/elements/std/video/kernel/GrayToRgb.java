package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/** GRAY8 to RGBA, BGRA and RGB: repeated, after limited range was made full. */
final class GrayToRgb implements RowJob {
  private final PixelFormat to;
  private final int width;
  private final boolean full;
  private final int factor;
  private final int add;
  private final MemorySegment gray;
  private final MemorySegment packed;

  GrayToRgb(VideoFormat from, VideoFormat to) {
    this.to = to.format();
    width = from.width();
    ColorSpace.of(to.format(), to.colorimetry());
    ColorSpace space = ColorSpace.of(from.format(), from.colorimetry());
    ColorSpace wanted = new ColorSpace(space.kr(), space.kb(), true, 1);
    full = space.full();
    factor = space.lumaFactor(wanted);
    add = space.lumaAdd(wanted);
    gray = Scratch.allocate(full ? 1 : width);
    packed = Scratch.allocate(this.to == PixelFormat.RGB ? 4L * width : 1);
  }

  @Override
  public void begin() {}

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    MemorySegment in = full ? input.segment() : gray;
    long inAt = full ? input.row(0, r) : 0;
    if (!full) {
      loops.scaleLuma(input.segment(), input.row(0, r), gray, 0, width, factor, add);
    }
    MemorySegment out = output.segment();
    long outAt = output.row(0, r);
    if (to == PixelFormat.RGB) {
      loops.grayToPacked(in, inAt, packed, 0, width);
      loops.packedToRgb(packed, 0, out, outAt, width, 0);
    } else {
      loops.grayToPacked(in, inAt, out, outAt, width);
    }
  }
}
