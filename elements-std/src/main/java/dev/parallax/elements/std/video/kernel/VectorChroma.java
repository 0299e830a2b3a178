package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/** The half of {@link VectorColor} that deals with chroma. */
abstract class VectorChroma implements ColorRows {
  static final ScalarColor SCALAR = ScalarColor.INSTANCE;

  @Override
  public void widenPlanar(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    int x = ChromaLoops.widenPlanar(in, uA, vA, uB, vB, byA, byB, wide, wideAt, pairs);
    SCALAR.widenPlanar(
        in, uA + x, vA + x, uB + x, vB + x, byA, byB, wide, wideAt + 4L * x, pairs - x);
  }

  @Override
  public void widenPlanar16(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    int x = ChromaLoops.widenPlanar16(in, uA, vA, uB, vB, byA, byB, wide, wideAt, pairs);
    SCALAR.widenPlanar16(
        in,
        uA + 2L * x,
        vA + 2L * x,
        uB + 2L * x,
        vB + 2L * x,
        byA,
        byB,
        wide,
        wideAt + 4L * x,
        pairs - x);
  }

  @Override
  public void widenPairs(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    int x = ChromaLoops.widenPairs(in, a, b, byA, byB, wide, wideAt, pairs);
    SCALAR.widenPairs(in, a + 2L * x, b + 2L * x, byA, byB, wide, wideAt + 4L * x, pairs - x);
  }

  @Override
  public void widen422(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      int chroma,
      MemorySegment wide,
      long wideAt,
      int pairs) {
    int x = ChromaLoops.widen422(in, a, b, byA, byB, chroma, wide, wideAt, pairs);
    SCALAR.widen422(in, a + 4L * x, b + 4L * x, byA, byB, chroma, wide, wideAt + 4L * x, pairs - x);
  }

  @Override
  public void blend(MemorySegment wide, long a, long b, int byA, int byB, long outAt, int pairs) {
    int x = ChromaLoops.blend(wide, a, b, byA, byB, outAt, pairs);
    SCALAR.blend(wide, a + 4L * x, b + 4L * x, byA, byB, outAt + 4L * x, pairs - x);
  }

  @Override
  public void recolorChroma(MemorySegment wide, long at, long outAt, int pairs, Recolor recolor) {
    int x =
        ChromaLoops.recolor(
            wide,
            at,
            outAt,
            pairs,
            recolor.uu(),
            recolor.uv(),
            recolor.addU(),
            recolor.vu(),
            recolor.vv(),
            recolor.addV(),
            recolor.maxChroma());
    SCALAR.recolorChroma(wide, at + 4L * x, outAt + 4L * x, pairs - x, recolor);
  }

  @Override
  public void spread(MemorySegment wide, long wideAt, long outAt, int width, Spread spread) {
    int x = ChromaLoops.spread(wide, wideAt, outAt, width, spread);
    SCALAR.spread(wide, wideAt + 2L * x, outAt + 4L * x, width - x, spread);
  }

  @Override
  public void narrowPlanar(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs) {
    int x = ChromaLoops.narrowPlanar(wide, wideAt, out, uAt, vAt, pairs);
    SCALAR.narrowPlanar(wide, wideAt + 4L * x, out, uAt + x, vAt + x, pairs - x);
  }

  @Override
  public void narrowPlanar16(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs) {
    int x = ChromaLoops.narrowPlanar16(wide, wideAt, out, uAt, vAt, pairs);
    SCALAR.narrowPlanar16(wide, wideAt + 4L * x, out, uAt + 2L * x, vAt + 2L * x, pairs - x);
  }

  @Override
  public void narrowPairs(
      MemorySegment wide, long wideAt, MemorySegment out, long outAt, int pairs) {
    int x = ChromaLoops.narrowPairs(wide, wideAt, out, outAt, pairs);
    SCALAR.narrowPairs(wide, wideAt + 4L * x, out, outAt + 2L * x, pairs - x);
  }

  @Override
  public void pack422(
      MemorySegment y,
      long yAt,
      MemorySegment wide,
      long wideAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    int x = ChromaLoops.pack422(y, yAt, wide, wideAt, out, outAt, width, luma);
    SCALAR.pack422(y, yAt + x, wide, wideAt + 2L * x, out, outAt + 2L * x, width - x, luma);
  }

  @Override
  public void blendPlanar(
      MemorySegment in,
      long uA,
      long vA,
      long uB,
      long vB,
      int byA,
      int byB,
      MemorySegment out,
      long outAt,
      int pairs) {
    int x = PackedLoops.blendPlanar(in, uA, vA, uB, vB, byA, byB, out, outAt, pairs);
    SCALAR.blendPlanar(
        in, uA + x, vA + x, uB + x, vB + x, byA, byB, out, outAt + 2L * x, pairs - x);
  }

  @Override
  public void blendPairs(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      MemorySegment out,
      long outAt,
      int pairs) {
    int x = PackedLoops.blendPairs(in, a, b, byA, byB, out, outAt, pairs);
    SCALAR.blendPairs(in, a + 2L * x, b + 2L * x, byA, byB, out, outAt + 2L * x, pairs - x);
  }

  @Override
  public void packPairs(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    int x = PackedLoops.packPairs(y, yAt, chroma, chromaAt, out, outAt, width, luma);
    SCALAR.packPairs(y, yAt + x, chroma, chromaAt + x, out, outAt + 2L * x, width - x, luma);
  }

  @Override
  public void packMixed(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long near,
      long far,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    int x =
        luma == 0
            ? PackedLoops.mixYuyv(y, yAt, chroma, near, far, out, outAt, width)
            : PackedLoops.mixUyvy(y, yAt, chroma, near, far, out, outAt, width);
    SCALAR.packMixed(y, yAt + x, chroma, near + x, far + x, out, outAt + 2L * x, width - x, luma);
  }

  @Override
  public void split422(
      MemorySegment in,
      long a,
      long b,
      MemorySegment out,
      long yA,
      long yB,
      long uAt,
      long vAt,
      int width,
      int luma) {
    int x =
        luma == 0
            ? PackedLoops.splitYuyv(in, a, b, out, yA, yB, uAt, vAt, width)
            : PackedLoops.splitUyvy(in, a, b, out, yA, yB, uAt, vAt, width);
    long c = x >> 1;
    SCALAR.split422(
        in, a + 2L * x, b + 2L * x, out, yA + x, yB + x, uAt + c, vAt + c, width - x, luma);
  }

  @Override
  public void unpack422(
      MemorySegment in,
      long inAt,
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      int width,
      int luma) {
    int x = ReorderLoops.unpack422(in, inAt, y, yAt, chroma, uAt, vAt, width, luma);
    long at = x >> 1;
    SCALAR.unpack422(in, inAt + 2L * x, y, yAt + x, chroma, uAt + at, vAt + at, width - x, luma);
  }

  @Override
  public void luma422(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int luma) {
    int x = LumaLoops.unpack422(in, inAt, out, outAt, width, luma);
    SCALAR.luma422(in, inAt + 2L * x, out, outAt + x, width - x, luma);
  }

  @Override
  public void colorsOfPairs(
      MemorySegment in,
      long u,
      long v,
      MemorySegment colors,
      long colorsAt,
      long stride,
      int pairs,
      YuvToColors matrix) {
    int x = ColorLoops.ofPairs(in, u, v, colors, colorsAt, stride, pairs, matrix);
    SCALAR.colorsOfPairs(in, u + x, v + x, colors, colorsAt + 2L * x, stride, pairs - x, matrix);
  }

  @Override
  public void spreadColor(
      MemorySegment colors,
      long colorsAt,
      MemorySegment out,
      long outAt,
      int width,
      Spread spread) {
    ColorLoops.spread(colors, colorsAt, out, outAt, width, spread);
  }

  @Override
  public void swap422(MemorySegment in, long inAt, MemorySegment out, long outAt, int pairs) {
    int x = ReorderLoops.swap422(in, inAt, out, outAt, pairs);
    SCALAR.swap422(in, inAt + 4L * x, out, outAt + 4L * x, pairs - x);
  }

  @Override
  public void deinterleave(
      MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs) {
    int x = ReorderLoops.deinterleave(in, inAt, out, uAt, vAt, pairs);
    SCALAR.deinterleave(in, inAt + 2L * x, out, uAt + x, vAt + x, pairs - x);
  }

  @Override
  public void interleave(
      MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs) {
    int x = ReorderLoops.interleave(in, uAt, vAt, out, outAt, pairs);
    SCALAR.interleave(in, uAt + x, vAt + x, out, outAt + 2L * x, pairs - x);
  }
}
