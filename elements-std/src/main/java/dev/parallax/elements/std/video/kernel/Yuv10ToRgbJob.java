package dev.parallax.elements.std.video.kernel;

import dev.parallax.model.format.VideoFormat;

/** Luma and chroma of 10 bits to RGBA, BGRA and RGB. */
final class Yuv10ToRgbJob implements RowJob {
  private final int width;
  private final int red;
  private final YuvToRgb matrix;
  private final LumaReader luma;
  private final ChromaReader chroma;
  private final PackedOutput target;

  Yuv10ToRgbJob(VideoFormat from, VideoFormat to, boolean linear) {
    width = from.width();
    red = RgbToRgb.red(to.format());
    ColorSpace.of(to.format(), to.colorimetry());
    ColorSpace space = ColorSpace.of(from.format(), from.colorimetry());
    matrix = YuvToRgb.of(space);
    luma = new LumaReader(from.format(), width);
    chroma = new ChromaReader(from, to, linear, null, space);
    target = new PackedOutput(to.format(), width);
  }

  @Override
  public void begin() {
    chroma.begin();
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    luma.read(loops, input, r);
    long chromaAt = chroma.everyPixel(loops, input, r);
    target.place(output, r);
    loops.toPacked16(
        luma.segment(),
        luma.at(),
        chroma.wide(),
        chromaAt,
        target.segment(),
        target.at(),
        width,
        red,
        matrix);
    target.written(loops, output, r);
  }
}
