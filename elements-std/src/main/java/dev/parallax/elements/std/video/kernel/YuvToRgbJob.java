package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/** Luma and chroma to RGBA, BGRA and RGB. */
final class YuvToRgbJob implements RowJob {
  private final int width;
  private final boolean wideLuma;
  private final boolean rgb;
  private final int red;
  private final Spread spread;
  private final YuvToRgb matrix;
  private final LumaReader luma;
  private final ChromaReader chroma;
  private final MemorySegment packed;

  YuvToRgbJob(VideoFormat from, VideoFormat to, boolean linear) {
    width = from.width();
    wideLuma = from.format() == PixelFormat.I420_10LE;
    rgb = to.format() == PixelFormat.RGB;
    red = RgbToRgb.red(to.format());
    spread = spread(from, linear);
    ColorSpace.of(to.format(), to.colorimetry());
    ColorSpace space = ColorSpace.of(from.format(), from.colorimetry());
    matrix = YuvToRgb.of(space);
    luma = new LumaReader(from.format(), width);
    chroma = new ChromaReader(from, to, linear, null, space);
    packed = Scratch.allocate(rgb ? 4L * width : 1);
  }

  static Spread spread(VideoFormat from, boolean linear) {
    if (!linear) {
      return Spread.NEAREST;
    }
    return from.chromaSite().horizontallyCosited() ? Spread.COSITED : Spread.CENTRED;
  }

  @Override
  public void begin() {
    chroma.begin();
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    chroma.read(loops, input, r);
    luma.read(loops, input, r);
    if (rgb) {
      pixels(loops, packed, 0);
      loops.packedToRgb(packed, 0, output.segment(), output.row(0, r), width, 0);
    } else {
      pixels(loops, output.segment(), output.row(0, r));
    }
  }

  private void pixels(ColorRows loops, MemorySegment out, long outAt) {
    MemorySegment y = luma.segment();
    MemorySegment wide = chroma.wide();
    if (wideLuma) {
      loops.toPacked16(y, luma.at(), wide, chroma.at(), out, outAt, width, red, spread, matrix);
    } else {
      loops.toPacked(y, luma.at(), wide, chroma.at(), out, outAt, width, red, spread, matrix);
    }
  }
}
