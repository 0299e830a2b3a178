package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/** Luma and chroma of a byte to RGBA, BGRA and RGB. */
final class YuvToRgbJob implements RowJob {
  private final int width;
  private final int red;
  private final YuvToColors matrix;
  private final ColorReader colors;
  private final PackedOutput target;

  YuvToRgbJob(VideoFormat from, VideoFormat to, boolean linear) {
    width = from.width();
    red = RgbToRgb.red(to.format());
    ColorSpace.of(to.format(), to.colorimetry());
    ColorSpace space = ColorSpace.of(from.format(), from.colorimetry());
    matrix = YuvToColors.of(space);
    colors = new ColorReader(from, to, linear, matrix);
    target = new PackedOutput(to.format(), width);
  }

  /** 10 bits a sample, or one of this class. */
  static RowJob of(VideoFormat from, VideoFormat to, boolean linear) {
    return from.format() == PixelFormat.I420_10LE
        ? new Yuv10ToRgbJob(from, to, linear)
        : new YuvToRgbJob(from, to, linear);
  }

  @Override
  public void begin() {
    colors.begin();
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    colors.read(loops, input, r);
    target.place(output, r);
    MemorySegment out = target.segment();
    loops.colorsToPacked(
        colors.hasLuma() ? colors.lumaMemory() : input.segment(),
        colors.hasLuma() ? colors.luma(r) : input.row(0, r),
        colors.memory(),
        colors.near(),
        colors.far(),
        colors.byNear(),
        colors.stride(),
        out,
        target.at(),
        width,
        red,
        matrix);
    target.written(loops, output, r);
  }
}
