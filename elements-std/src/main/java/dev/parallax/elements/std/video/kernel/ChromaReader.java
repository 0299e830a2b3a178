package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Rows of wide chroma at the rows of a target, from a picture of any format but grey. */
final class ChromaReader {
  private static final int BEFORE = 64;

  private final PixelFormat format;
  private final int width;
  private final int pairs;
  private final ChromaTaps taps;
  private final MemorySegment wide;
  private final long stride;
  private final int shift;
  private final Spread spread;
  private final long everywhere;
  private final @Nullable PackedRows packed;
  private final Weights u;
  private final Weights v;
  private final boolean cosited;
  private final MemorySegment columns;
  private final long columnStride;
  private int heldA;
  private int heldB;
  private int heldByA;

  /**
   * A reader.
   *
   * @param to the target, which says where its chroma lies; one without chroma has it everywhere
   * @param linear interpolates; else rows are repeated
   * @param source rows of a source of packed pixels
   * @param space what chroma shall mean when it is made from packed pixels
   */
  ChromaReader(
      VideoFormat from,
      VideoFormat to,
      boolean linear,
      @Nullable PackedRows source,
      ColorSpace space) {
    format = from.format();
    width = from.width();
    pairs = (width + 1) >> 1;
    packed = source;
    taps = ChromaTaps.between(from, to, linear);
    stride = Scratch.align(4L * pairs + 2 * BEFORE);
    everywhere = BEFORE + 2 * stride;
    wide = Scratch.allocate(everywhere + Scratch.align(4L * width));
    spread = Spread.of(from, linear);
    shift = source == null && linear ? shift(from, to) : 0;
    cosited = linear && to.chromaSite().horizontallyCosited();
    u = Weights.u(space);
    v = Weights.v(space);
    columnStride = Scratch.align(4L * width + 2 * BEFORE);
    columns = Scratch.allocate(source == null ? 1 : BEFORE + 2 * columnStride + 2 * stride);
  }

  /** Pairs to the other chroma that a moved one lies towards, between two formats with chroma. */
  private static int shift(VideoFormat from, VideoFormat to) {
    boolean source = from.chromaSite().horizontallyCosited();
    boolean target = to.chromaSite().horizontallyCosited();
    boolean both = PixelFormats.chromaShiftX(to.format()) == 1;
    return !both || source == target ? 0 : target ? -1 : 1;
  }

  /** Whether chroma is that of the source, sample by sample. */
  boolean straight() {
    return packed == null && shift == 0 && taps.straight();
  }

  /** Whether chroma keeps its columns. */
  boolean inPlace() {
    return packed == null && shift == 0;
  }

  /** The rows that it takes. */
  ChromaTaps taps() {
    return taps;
  }

  /** To be called before the first row of a picture. */
  void begin() {
    heldByA = -1;
  }

  /** The memory of the row that was read. */
  MemorySegment wide() {
    return wide;
  }

  /** First byte of the row that was read. */
  long at() {
    return shift == 0 ? BEFORE : BEFORE + stride;
  }

  /** Reads row {@code r} for every pixel; tells where it lies in {@link #wide}. */
  long everyPixel(ColorRows loops, Picture from, int r) {
    if (read(loops, from, r)) {
      loops.spread(wide, at(), everywhere, width, spread);
    }
    return everywhere;
  }

  /** Reads row {@code r} of the target's chroma; false if that is there already. */
  boolean read(ColorRows loops, Picture from, int r) {
    taps.at(r);
    if (taps.byA == heldByA && taps.a == heldA && taps.b == heldB && taps.middle < 0) {
      return false;
    }
    heldA = taps.a;
    heldB = taps.b;
    heldByA = taps.byA;
    widen(loops, from, taps.a, taps.b, taps.byA, BEFORE);
    if (taps.middle >= 0) {
      widen(loops, from, taps.middle, taps.middle, 4, BEFORE + stride);
      loops.blend(wide, BEFORE, BEFORE + stride, 2, 2, BEFORE, pairs);
    }
    ColorRows.pad(wide, BEFORE, pairs);
    if (shift != 0) {
      loops.blend(wide, BEFORE, BEFORE + 4L * shift, 3, 1, BEFORE + stride, pairs);
      ColorRows.pad(wide, BEFORE + stride, pairs);
    }
    return true;
  }

  private void widen(ColorRows loops, Picture from, int a, int b, int byA, long at) {
    MemorySegment in = from.segment();
    int all = 4 * byA;
    int rest = 16 - all;
    switch (format) {
      case I420 ->
          loops.widenPlanar(
              in,
              from.row(1, a),
              from.row(2, a),
              from.row(1, b),
              from.row(2, b),
              all,
              rest,
              wide,
              at,
              pairs);
      case I420_10LE ->
          loops.widenPlanar16(
              in,
              from.row(1, a),
              from.row(2, a),
              from.row(1, b),
              from.row(2, b),
              byA,
              4 - byA,
              wide,
              at,
              pairs);
      case NV12 -> loops.widenPairs(in, from.row(1, a), from.row(1, b), all, rest, wide, at, pairs);
      case YUYV ->
          loops.widen422(in, from.row(0, a), from.row(0, b), all, rest, 8, wide, at, pairs);
      case UYVY ->
          loops.widen422(in, from.row(0, a), from.row(0, b), all, rest, 0, wide, at, pairs);
      case RGBA, BGRA, RGB -> fromPacked(loops, from, a, b, byA, at);
      case GRAY8 -> throw new IllegalStateException("grey has no chroma");
    }
  }

  private void fromPacked(ColorRows loops, Picture from, int a, int b, int byA, long at) {
    PackedRows source = packed;
    if (source == null) {
      throw new IllegalStateException("a source of packed pixels has rows");
    }
    long rowA = source.row(loops, from, a);
    long rowB = source.row(loops, from, b);
    MemorySegment in = source.segment(from);
    int before = cosited ? 1 : 0;
    long sums = BEFORE + 2 * columnStride;
    if (byA == 4) {
      loops.halveRow(in, rowA, columns, sums, stride, width, before, 2, 2 - before);
    } else {
      loops.columns(in, rowA, rowB, byA, 4 - byA, columns, BEFORE, columnStride, width);
      for (int half = 0; half < 2; half++) {
        long row = BEFORE + half * columnStride;
        padColumns(row);
        loops.halve(columns, row, columns, sums + half * stride, pairs, before, 2, 2 - before);
      }
    }
    loops.sumsToWide(columns, sums, stride, wide, at, pairs, source.red(), u, v);
  }

  private void padColumns(long row) {
    columns.set(ScalarColor.INT, row - 4, columns.get(ScalarColor.INT, row));
    long end = row + 4L * width;
    columns.set(ScalarColor.INT, end, columns.get(ScalarColor.INT, end - 4));
  }
}
