package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The loops on vectors. A row is done in whole blocks and its rest by {@link ScalarColor}, so
 * nothing outside the row is touched. No vector leaves the loop that made it: see {@link Lanes}.
 */
final class VectorColor extends VectorChroma {
  static final VectorColor INSTANCE = new VectorColor();

  private VectorColor() {}

  @Override
  public void scaleLuma(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    int x = LumaLoops.scale(in, inAt, out, outAt, width, by, add);
    SCALAR.scaleLuma(in, inAt + x, out, outAt + x, width - x, by, add);
  }

  @Override
  public void scaleLuma16To8(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    int x = LumaLoops.scale16To8(in, inAt, out, outAt, width, by, add);
    SCALAR.scaleLuma16To8(in, inAt + 2L * x, out, outAt + x, width - x, by, add);
  }

  @Override
  public void scaleLuma8To16(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    int x = LumaLoops.scale8To16(in, inAt, out, outAt, width, by, add);
    SCALAR.scaleLuma8To16(in, inAt + x, out, outAt + 2L * x, width - x, by, add);
  }

  @Override
  public void scaleLuma422(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma,
      int by,
      int add) {
    int x = LumaLoops.scale422(in, inAt, out, outAt, width, luma, by, add);
    SCALAR.scaleLuma422(in, inAt + 2L * x, out, outAt + x, width - x, luma, by, add);
  }

  @Override
  public void recolorLuma(
      MemorySegment y,
      long yAt,
      boolean in16,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      boolean out16,
      int width,
      Recolor recolor) {
    int x =
        in16 || out16 ? 0 : LumaLoops.recolor(y, yAt, chroma, chromaAt, out, outAt, width, recolor);
    SCALAR.recolorLuma(
        y, yAt + x, in16, chroma, chromaAt + 4L * x, out, outAt + x, out16, width - x, recolor);
  }

  @Override
  public void colorsToPacked(
      MemorySegment y,
      long yAt,
      MemorySegment colors,
      long near,
      long far,
      int byNear,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToColors matrix) {
    int x =
        byNear == YuvToColors.ROWS
            ? ColorLoops.packed(y, yAt, colors, near, stride, out, outAt, width, red, matrix)
            : ColorLoops.packed(
                y, yAt, colors, near, far, byNear, stride, out, outAt, width, red, matrix);
    SCALAR.colorsToPacked(
        y,
        yAt + x,
        colors,
        near + 2L * x,
        far + 2L * x,
        byNear,
        stride,
        out,
        outAt + 4L * x,
        width - x,
        red,
        matrix);
  }

  @Override
  public void toPacked16(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long chromaAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      YuvToRgb matrix) {
    int x = ToRgbLoops.packed16(y, yAt, chroma, chromaAt, out, outAt, width, red, matrix);
    SCALAR.toPacked16(
        y, yAt + 2L * x, chroma, chromaAt + 4L * x, out, outAt + 4L * x, width - x, red, matrix);
  }

  @Override
  public void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = ToRgbLoops.packedGray(in, inAt, out, outAt, width);
    SCALAR.grayToPacked(in, inAt + x, out, outAt + 4L * x, width - x);
  }

  @Override
  public void rgbToPacked(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int x = ReorderLoops.rgbToPacked(in, inAt, out, outAt, width, red);
    SCALAR.rgbToPacked(in, inAt + 3L * x, out, outAt + 4L * x, width - x, red);
  }

  @Override
  public void weighted(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      Weights weights) {
    int x = FromRgbLoops.weighted(in, inAt, out, outAt, width, red, weights);
    SCALAR.weighted(in, inAt + 4L * x, out, outAt + x, width - x, red, weights);
  }

  @Override
  public void weighted16(
      MemorySegment in,
      long inAt,
      MemorySegment out,
      long outAt,
      int width,
      int red,
      Weights weights) {
    int x = FromRgbLoops.weighted16(in, inAt, out, outAt, width, red, weights);
    SCALAR.weighted16(in, inAt + 4L * x, out, outAt + 2L * x, width - x, red, weights);
  }

  @Override
  public void columns(
      MemorySegment in,
      long a,
      long b,
      int byA,
      int byB,
      MemorySegment columns,
      long columnsAt,
      long stride,
      int width) {
    int x = FromRgbLoops.columns(in, a, b, byA, byB, columns, columnsAt, stride, width);
    SCALAR.columns(
        in, a + 4L * x, b + 4L * x, byA, byB, columns, columnsAt + 4L * x, stride, width - x);
  }

  @Override
  public void halve(
      MemorySegment columns,
      long columnsAt,
      MemorySegment sums,
      long sumsAt,
      int pairs,
      int byBefore,
      int byFirst,
      int bySecond) {
    int x =
        FromRgbLoops.halve(columns, columnsAt, sums, sumsAt, pairs, byBefore, byFirst, bySecond);
    SCALAR.halve(
        columns, columnsAt + 8L * x, sums, sumsAt + 4L * x, pairs - x, byBefore, byFirst, bySecond);
  }

  @Override
  public void halveRow(
      MemorySegment in,
      long row,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width,
      int byBefore,
      int byFirst,
      int bySecond) {
    int x = FromRgbLoops.halveRow(in, row, sums, sumsAt, stride, width, byBefore, byFirst);
    SCALAR.halvePairs(in, row, sums, sumsAt, stride, width, x, byBefore, byFirst, bySecond);
    SCALAR.halvePairs(
        in, row, sums, sumsAt, stride, Math.min(width, 2), 0, byBefore, byFirst, bySecond);
  }

  @Override
  public void sumsToWide(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment wide,
      long wideAt,
      int pairs,
      int red,
      Weights u,
      Weights v) {
    FromRgbLoops.sumsToU(sums, sumsAt, stride, wide, wideAt, pairs, red, u);
    int x = FromRgbLoops.sumsToV(sums, sumsAt, stride, wide, wideAt, pairs, red, v);
    SCALAR.sumsToWide(sums, sumsAt + 4L * x, stride, wide, wideAt + 4L * x, pairs - x, red, u, v);
  }

  @Override
  public void packedToRgb(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int x = ReorderLoops.packedToRgb(in, inAt, out, outAt, width, red);
    SCALAR.packedToRgb(in, inAt + 4L * x, out, outAt + 3L * x, width - x, red);
  }

  @Override
  public void swapRedBlue(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = ReorderLoops.swapRedBlue(in, inAt, out, outAt, width);
    SCALAR.swapRedBlue(in, inAt + 4L * x, out, outAt + 4L * x, width - x);
  }
}
