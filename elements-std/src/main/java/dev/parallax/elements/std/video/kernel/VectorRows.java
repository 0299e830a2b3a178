package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Bt601.HALF;
import static dev.parallax.elements.std.video.kernel.Bt601.SHIFT;

import java.lang.foreign.MemorySegment;

/**
 * The loops on vectors. A row is done in whole blocks and its rest by {@link ScalarRows}, so
 * nothing outside the row is touched. No vector leaves the loop that made it: see {@link Lanes}.
 */
final class VectorRows implements RowKernels {
  private static final VectorRows INSTANCE = new VectorRows();
  private static final ScalarRows SCALAR = ScalarRows.INSTANCE;

  private VectorRows() {}

  static RowKernels instance() {
    return INSTANCE;
  }

  @Override
  public void chromaToTerms(
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment terms,
      long termsAt,
      long stride,
      int width) {
    ToRgbLoops.term(chroma, uAt, vAt, 0, Bt601.CR_TO_R, terms, termsAt, width);
    ToRgbLoops.term(chroma, uAt, vAt, Bt601.CB_TO_G, Bt601.CR_TO_G, terms, termsAt + stride, width);
    int x = ToRgbLoops.term(chroma, uAt, vAt, Bt601.CB_TO_B, 0, terms, termsAt + 2 * stride, width);
    SCALAR.chromaToTerms(
        chroma, uAt + (x >> 1), vAt + (x >> 1), terms, termsAt + 4L * x, stride, width - x);
  }

  @Override
  public void lumaToPacked(
      MemorySegment y,
      long yAt,
      MemorySegment terms,
      long termsAt,
      long stride,
      MemorySegment out,
      long outAt,
      int width,
      int red) {
    int x = ToRgbLoops.packed(y, yAt, terms, termsAt, stride, out, outAt, width, red);
    SCALAR.lumaToPacked(
        y, yAt + x, terms, termsAt + 4L * x, stride, out, outAt + 4L * x, width - x, red);
  }

  @Override
  public void packedToLuma(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int bias = HALF + (16 << SHIFT);
    int x =
        FromRgbLoops.weighted(
            in, inAt, out, outAt, width, red, Bt601.R_TO_Y, Bt601.G_TO_Y, Bt601.B_TO_Y, bias);
    SCALAR.packedToLuma(in, inAt + 4L * x, out, outAt + x, width - x, red);
  }

  @Override
  public void packedToGray(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int x =
        FromRgbLoops.weighted(
            in,
            inAt,
            out,
            outAt,
            width,
            red,
            Bt601.R_TO_GRAY,
            Bt601.G_TO_GRAY,
            Bt601.B_TO_GRAY,
            HALF);
    SCALAR.packedToGray(in, inAt + 4L * x, out, outAt + x, width - x, red);
  }

  @Override
  public void packedToSums(
      MemorySegment in,
      long row0,
      long row1,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width) {
    int x = FromRgbLoops.sums(in, row0, row1, sums, sumsAt, stride, width);
    SCALAR.packedToSums(in, row0 + 4L * x, row1 + 4L * x, sums, sumsAt + 2L * x, stride, width - x);
  }

  @Override
  public void sumsToChroma(
      MemorySegment sums,
      long sumsAt,
      long stride,
      MemorySegment out,
      long uAt,
      long vAt,
      int pairs,
      int red) {
    int bias = 4 * HALF + (128 << SHIFT + 2);
    FromRgbLoops.weightedSums(
        sums,
        sumsAt,
        stride,
        out,
        uAt,
        pairs,
        red,
        Bt601.R_TO_CB,
        Bt601.G_TO_CB,
        Bt601.B_TO_CB,
        bias);
    int x =
        FromRgbLoops.weightedSums(
            sums,
            sumsAt,
            stride,
            out,
            vAt,
            pairs,
            red,
            Bt601.R_TO_CR,
            Bt601.G_TO_CR,
            Bt601.B_TO_CR,
            bias);
    SCALAR.sumsToChroma(sums, sumsAt + 4L * x, stride, out, uAt + x, vAt + x, pairs - x, red);
  }

  @Override
  public void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = ToRgbLoops.packedGray(in, inAt, out, outAt, width);
    SCALAR.grayToPacked(in, inAt + x, out, outAt + 4L * x, width - x);
  }

  @Override
  public void lumaToGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    int x = ToRgbLoops.gray(in, inAt, out, outAt, width);
    SCALAR.lumaToGray(in, inAt + x, out, outAt + x, width - x);
  }

  @Override
  public void rgbToPacked(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    int x = ReorderLoops.rgbToPacked(in, inAt, out, outAt, width, red);
    SCALAR.rgbToPacked(in, inAt + 3L * x, out, outAt + 4L * x, width - x, red);
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
  public void pack422(
      MemorySegment y,
      long yAt,
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment out,
      long outAt,
      int width,
      int luma) {
    int x = ReorderLoops.pack422(y, yAt, chroma, uAt, vAt, out, outAt, width, luma);
    long at = x >> 1;
    SCALAR.pack422(y, yAt + x, chroma, uAt + at, vAt + at, out, outAt + 2L * x, width - x, luma);
  }

  @Override
  public void average(
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment out,
      long outAt,
      int bytes) {
    int x = ReorderLoops.average(a, aAt, b, bAt, out, outAt, bytes);
    SCALAR.average(a, aAt + x, b, bAt + x, out, outAt + x, bytes - x);
  }

  @Override
  public void blendRows(
      MemorySegment in,
      long row0,
      long row1,
      int weight,
      MemorySegment out,
      long outAt,
      int bytes) {
    int x = ScaleLoops.blendRows(in, row0, row1, weight, out, outAt, bytes);
    SCALAR.blendRows(in, row0 + x, row1 + x, weight, out, outAt + 2L * x, bytes - x);
  }

  @Override
  public void pairColumns(MemorySegment row, long rowAt, int step, int[] pairs, int samples) {
    int i = ScaleLoops.pairColumns(row, rowAt, step, pairs, samples);
    ScalarRows.pairColumns(row, rowAt, step, pairs, i, samples);
  }

  @Override
  public void blendColumns(
      int[] pairs, int[] index, int[] weight, MemorySegment out, long outAt, int samples) {
    int i = ScaleLoops.blendColumns(pairs, index, weight, out, outAt, samples);
    ScalarRows.blendColumns(pairs, index, weight, out, outAt, i, samples);
  }

  @Override
  public void blendPixels(
      MemorySegment in,
      long leftAt,
      long rightAt,
      int[] weight,
      MemorySegment out,
      long outAt,
      int pixels) {
    int i = ScaleLoops.blendPixels(in, leftAt, rightAt, weight, out, outAt, pixels);
    ScalarRows.blendPixels(in, leftAt, rightAt, weight, out, outAt, i, pixels);
  }
}
