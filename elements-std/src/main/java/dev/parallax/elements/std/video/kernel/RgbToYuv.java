package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/** RGBA, BGRA and RGB to luma and chroma, or to grey. */
final class RgbToYuv implements RowJob {
  private final int width;
  private final boolean wideLuma;
  private final PackedRows source;
  private final ChromaReader chroma;
  private final YuvWriter target;
  private final Weights luma;

  RgbToYuv(VideoFormat from, VideoFormat to, boolean linear) {
    width = from.width();
    wideLuma = to.format() == PixelFormat.I420_10LE;
    ColorSpace.of(from.format(), from.colorimetry());
    ColorSpace space = ColorSpace.of(to.format(), to.colorimetry());
    source = new PackedRows(from.format(), width);
    chroma = new ChromaReader(from, to, linear, source, space);
    target = new YuvWriter(to.format(), width);
    luma = Weights.luma(space);
  }

  @Override
  public void begin() {
    source.begin();
    chroma.begin();
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    target.place(output, r);
    long row = source.row(loops, input, r);
    MemorySegment in = source.segment(input);
    MemorySegment y = target.segment();
    if (wideLuma) {
      loops.weighted16(in, row, y, target.at(), width, source.red(), luma);
    } else {
      loops.weighted(in, row, y, target.at(), width, source.red(), luma);
    }
    if (target.hasChroma(r)) {
      chroma.read(loops, input, target.chromaRow(r));
      target.write(loops, output, r, y, target.at(), chroma.wide(), chroma.at());
    }
  }
}
