package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Luma and chroma, or grey, to another format, range, matrix, or place of chroma. */
final class YuvToYuv implements RowJob {
  private static final int NEUTRAL = 128 * 16 * 0x10001;

  private final PixelFormat from;
  private final PixelFormat to;
  private final int width;
  private final int pairs;
  private final LumaReader luma;
  private final YuvWriter target;
  private final @Nullable ChromaReader chroma;
  private final @Nullable Recoloring recoloring;
  private final MemorySegment neutral;
  private final boolean copied;
  private final boolean moved;
  private final boolean scaled;
  private final @Nullable Fast422 fast;
  private final int factor;
  private final int add;

  YuvToYuv(VideoFormat from, VideoFormat to, boolean linear) {
    this.from = from.format();
    this.to = to.format();
    width = from.width();
    pairs = (width + 1) >> 1;
    luma = new LumaReader(this.from, width);
    target = new YuvWriter(this.to, width);
    ColorSpace source = ColorSpace.of(this.from, from.colorimetry());
    ColorSpace wanted = ColorSpace.of(this.to, to.colorimetry());
    boolean grey = this.from == PixelFormat.GRAY8 || this.to == PixelFormat.GRAY8;
    chroma = grey ? null : new ChromaReader(from, to, linear, null, source);
    recoloring =
        grey || source.likeExceptBits(wanted) ? null : new Recoloring(from, linear, source, wanted);
    copied =
        source.steps() == 1
            && wanted.steps() == 1
            && source.full() == wanted.full()
            && recoloring == null;
    moved = copied && chroma != null && chroma.straight() && this.from != this.to;
    fast =
        copied && !moved && chroma != null && chroma.inPlace()
            ? Fast422.between(this.from, this.to, width, chroma.taps())
            : null;
    scaled =
        !copied
            && recoloring == null
            && LumaReader.packed(this.from)
            && !target.packed()
            && wanted.steps() == 1;
    factor = source.lumaFactor(wanted);
    add = source.lumaAdd(wanted);
    neutral = Scratch.allocate(this.from == PixelFormat.GRAY8 ? 4L * pairs : 1);
    if (this.from == PixelFormat.GRAY8) {
      for (int i = 0; i < pairs; i++) {
        neutral.set(ScalarColor.INT, 4L * i, NEUTRAL);
      }
    }
  }

  @Override
  public void begin() {
    if (chroma != null) {
      chroma.begin();
    }
    if (recoloring != null) {
      recoloring.begin();
    }
    if (fast != null) {
      fast.begin();
    }
  }

  @Override
  public boolean inPlace() {
    return moved && LumaReader.packed(from);
  }

  @Override
  public void twoRows(ColorRows loops, Picture input, Picture output, int r) {
    if (fast == null) {
      row(loops, input, output, r);
      row(loops, input, output, r + 1);
    } else {
      fast.twoRows(loops, input, output, r);
    }
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    target.place(output, r);
    if (moved) {
      move(loops, input, output, r);
      return;
    }
    MemorySegment y = target.segment();
    long yAt = target.at();
    if (copied && target.packed()) {
      luma.read(loops, input, r);
      y = luma.segment();
      yAt = luma.at();
    } else if (copied) {
      luma.copy(loops, input, r, y, yAt);
    } else if (scaled) {
      int first = LumaReader.first(from);
      loops.scaleLuma422(input.segment(), input.row(0, r), y, yAt, width, first, factor, add);
    } else {
      luma.read(loops, input, r);
      change(loops, input, y, yAt, r);
    }
    if (target.hasChroma(r)) {
      writeChroma(loops, input, output, r, y, yAt);
    }
  }

  private void writeChroma(
      ColorRows loops, Picture input, Picture output, int r, MemorySegment y, long yAt) {
    if (chroma == null) {
      target.write(loops, output, r, y, yAt, neutral, 0);
      return;
    }
    chroma.read(loops, input, target.chromaRow(r));
    MemorySegment wide = chroma.wide();
    long wideAt = chroma.at();
    if (recoloring != null) {
      wideAt = recoloring.chroma(loops, wide, wideAt);
      wide = recoloring.wide();
    }
    target.write(loops, output, r, y, yAt, wide, wideAt);
  }

  /** Formats that differ only in the order of their bytes. */
  private void move(ColorRows loops, Picture input, Picture output, int r) {
    MemorySegment in = input.segment();
    MemorySegment out = output.segment();
    if (LumaReader.packed(from)) {
      loops.swap422(in, input.row(0, r), out, output.row(0, r), pairs);
      return;
    }
    luma.copy(loops, input, r, out, output.row(0, r));
    if ((r & 1) == 1) {
      return;
    }
    int c = r >> 1;
    if (to == PixelFormat.NV12) {
      loops.interleave(in, input.row(1, c), input.row(2, c), out, output.row(1, c), pairs);
    } else {
      loops.deinterleave(in, input.row(1, c), out, output.row(1, c), output.row(2, c), pairs);
    }
  }

  private void change(ColorRows loops, Picture input, MemorySegment out, long outAt, int r) {
    MemorySegment in = luma.segment();
    boolean in16 = from == PixelFormat.I420_10LE;
    boolean out16 = to == PixelFormat.I420_10LE;
    if (recoloring != null) {
      recoloring.luma(loops, input, r, in, luma.at(), in16, out, outAt, out16);
    } else if (in16 && out16) {
      MemorySegment.copy(in, luma.at(), out, outAt, 2L * width);
    } else if (in16) {
      loops.scaleLuma16To8(in, luma.at(), out, outAt, width, factor, add);
    } else if (out16) {
      loops.scaleLuma8To16(in, luma.at(), out, outAt, width, factor, add);
    } else {
      loops.scaleLuma(in, luma.at(), out, outAt, width, factor, add);
    }
  }
}
