package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Between packed 4:2:2 and 4:2:0 of bytes with the same colors: the same results as by wide chroma,
 * in fewer steps, because these conversions are as fast as memory.
 */
final class Fast422 implements RowJob {
  /** Rows of chroma kept as pairs; a row of pixels takes two. */
  private static final int KEPT = 2;

  private final PixelFormat from;
  private final PixelFormat to;
  private final int width;
  private final int pairs;
  private final ChromaTaps taps;
  private final long stride;
  private final MemorySegment chroma;
  private final int[] kept = new int[KEPT];

  private Fast422(PixelFormat from, PixelFormat to, int width, ChromaTaps taps) {
    this.from = from;
    this.to = to;
    this.width = width;
    this.taps = taps;
    pairs = (width + 1) >> 1;
    stride = Scratch.align(2L * pairs);
    chroma = Scratch.allocate((KEPT + 1) * stride);
  }

  /** The job, or null if it has none for these formats. */
  static @Nullable Fast422 between(PixelFormat from, PixelFormat to, int width, ChromaTaps taps) {
    boolean unpacks = LumaReader.packed(from) && to == PixelFormat.I420 && taps.mean();
    boolean packs = LumaReader.packed(to) && (from == PixelFormat.I420 || from == PixelFormat.NV12);
    return unpacks || packs ? new Fast422(from, to, width, taps) : null;
  }

  @Override
  public void begin() {
    Arrays.fill(kept, -1);
  }

  @Override
  public void twoRows(ColorRows loops, Picture input, Picture output, int r) {
    if (LumaReader.packed(to)) {
      row(loops, input, output, r);
      row(loops, input, output, r + 1);
      return;
    }
    MemorySegment out = output.segment();
    loops.split422(
        input.segment(),
        input.row(0, r),
        input.row(0, r + 1),
        out,
        output.row(0, r),
        output.row(0, r + 1),
        output.row(1, r >> 1),
        output.row(2, r >> 1),
        width,
        LumaReader.first(from));
  }

  @Override
  public void row(ColorRows loops, Picture input, Picture output, int r) {
    taps.at(r);
    int a = taps.a;
    int b = taps.b;
    if ((taps.byA & 1) == 0) {
      blended(loops, input, output, r, 4 * taps.byA);
      return;
    }
    MemorySegment in = input.segment();
    boolean nearA = taps.byA == 3;
    loops.packMixed(
        in,
        input.row(0, r),
        from == PixelFormat.NV12 ? in : chroma,
        pairsOf(loops, input, nearA ? a : b),
        pairsOf(loops, input, nearA ? b : a),
        output.segment(),
        output.row(0, r),
        width,
        LumaReader.first(to));
  }

  /** First byte of a row of UV pairs: the source's, or one that is kept. */
  private long pairsOf(ColorRows loops, Picture input, int c) {
    if (from == PixelFormat.NV12) {
      return input.row(1, c);
    }
    int slot = c % KEPT;
    long at = slot * stride;
    if (kept[slot] != c) {
      loops.interleave(input.segment(), input.row(1, c), input.row(2, c), chroma, at, pairs);
      kept[slot] = c;
    }
    return at;
  }

  /** A row whose chroma is a row of the source's or the mean of two. */
  private void blended(ColorRows loops, Picture input, Picture output, int r, int byA) {
    MemorySegment in = input.segment();
    long mixed = KEPT * stride;
    int a = taps.a;
    int b = taps.b;
    if (from == PixelFormat.NV12) {
      loops.blendPairs(in, input.row(1, a), input.row(1, b), byA, 16 - byA, chroma, mixed, pairs);
    } else {
      loops.blendPlanar(
          in,
          input.row(1, a),
          input.row(2, a),
          input.row(1, b),
          input.row(2, b),
          byA,
          16 - byA,
          chroma,
          mixed,
          pairs);
    }
    loops.packPairs(
        in,
        input.row(0, r),
        chroma,
        mixed,
        output.segment(),
        output.row(0, r),
        width,
        LumaReader.first(to));
  }
}
