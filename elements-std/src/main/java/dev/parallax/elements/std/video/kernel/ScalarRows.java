package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Bt601.BLACK;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_CB;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_CR;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_GRAY;
import static dev.parallax.elements.std.video.kernel.Bt601.B_TO_Y;
import static dev.parallax.elements.std.video.kernel.Bt601.CB_TO_B;
import static dev.parallax.elements.std.video.kernel.Bt601.CB_TO_G;
import static dev.parallax.elements.std.video.kernel.Bt601.CR_TO_G;
import static dev.parallax.elements.std.video.kernel.Bt601.CR_TO_R;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_CB;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_CR;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_GRAY;
import static dev.parallax.elements.std.video.kernel.Bt601.G_TO_Y;
import static dev.parallax.elements.std.video.kernel.Bt601.HALF;
import static dev.parallax.elements.std.video.kernel.Bt601.LUMA;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_CB;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_CR;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_GRAY;
import static dev.parallax.elements.std.video.kernel.Bt601.R_TO_Y;
import static dev.parallax.elements.std.video.kernel.Bt601.SHIFT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The loops in plain Java: the definition of what {@link VectorRows} computes, and its tails. */
final class ScalarRows implements RowKernels {
  static final ScalarRows INSTANCE = new ScalarRows();

  private static final ValueLayout.OfInt PIXEL =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt TERM = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort WIDE = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final int OPAQUE = 0xff00_0000;

  private ScalarRows() {}

  @Override
  public void chromaToTerms(
      MemorySegment chroma,
      long uAt,
      long vAt,
      MemorySegment terms,
      long termsAt,
      long stride,
      int width) {
    for (int x = 0; x < width; x += 2) {
      int u = u8(chroma, uAt + (x >> 1)) - 128;
      int v = u8(chroma, vAt + (x >> 1)) - 128;
      twice(terms, termsAt + 4L * x, CR_TO_R * v + BLACK);
      twice(terms, termsAt + stride + 4L * x, CB_TO_G * u + CR_TO_G * v + BLACK);
      twice(terms, termsAt + 2 * stride + 4L * x, CB_TO_B * u + BLACK);
    }
  }

  private static void twice(MemorySegment terms, long at, int term) {
    terms.set(TERM, at, term);
    terms.set(TERM, at + 4, term);
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
    for (int x = 0; x < width; x++) {
      int l = u8(y, yAt + x) * LUMA;
      int r = clamp(l + terms.get(TERM, termsAt + 4L * x) >> SHIFT);
      int g = clamp(l + terms.get(TERM, termsAt + stride + 4L * x) >> SHIFT);
      int b = clamp(l + terms.get(TERM, termsAt + 2 * stride + 4L * x) >> SHIFT);
      out.set(PIXEL, outAt + 4L * x, r << red | g << 8 | b << 16 - red | OPAQUE);
    }
  }

  @Override
  public void packedToLuma(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    for (int x = 0; x < width; x++) {
      int p = in.get(PIXEL, inAt + 4L * x);
      int sum =
          (p >>> red & 0xff) * R_TO_Y
              + (p >>> 8 & 0xff) * G_TO_Y
              + (p >>> (16 - red) & 0xff) * B_TO_Y;
      out.set(JAVA_BYTE, outAt + x, (byte) ((sum + HALF >> SHIFT) + 16));
    }
  }

  @Override
  public void packedToGray(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    for (int x = 0; x < width; x++) {
      int p = in.get(PIXEL, inAt + 4L * x);
      int sum =
          (p >>> red & 0xff) * R_TO_GRAY
              + (p >>> 8 & 0xff) * G_TO_GRAY
              + (p >>> (16 - red) & 0xff) * B_TO_GRAY;
      out.set(JAVA_BYTE, outAt + x, (byte) (sum + HALF >> SHIFT));
    }
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
    for (int x = 0; x < width; x += 2) {
      int next = Math.min(x + 1, width - 1);
      int a = in.get(PIXEL, row0 + 4L * x);
      int b = in.get(PIXEL, row0 + 4L * next);
      int c = in.get(PIXEL, row1 + 4L * x);
      int d = in.get(PIXEL, row1 + 4L * next);
      int even = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
      int green = (a >>> 8 & 0xff) + (b >>> 8 & 0xff) + (c >>> 8 & 0xff) + (d >>> 8 & 0xff);
      sums.set(TERM, sumsAt + 2L * x, even);
      sums.set(TERM, sumsAt + stride + 2L * x, green);
    }
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
    for (int x = 0; x < pairs; x++) {
      int even = sums.get(TERM, sumsAt + 4L * x);
      int g = sums.get(TERM, sumsAt + stride + 4L * x);
      int r = even >>> red & 0xffff;
      int b = even >>> (16 - red) & 0xffff;
      out.set(JAVA_BYTE, uAt + x, chroma(r * R_TO_CB + g * G_TO_CB + b * B_TO_CB));
      out.set(JAVA_BYTE, vAt + x, chroma(r * R_TO_CR + g * G_TO_CR + b * B_TO_CR));
    }
  }

  /** {@code sum} is over four pixels. */
  private static byte chroma(int sum) {
    return (byte) ((sum + 4 * HALF >> SHIFT + 2) + 128);
  }

  @Override
  public void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    for (int x = 0; x < width; x++) {
      out.set(PIXEL, outAt + 4L * x, u8(in, inAt + x) * 0x010101 | OPAQUE);
    }
  }

  @Override
  public void lumaToGray(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    for (int x = 0; x < width; x++) {
      out.set(JAVA_BYTE, outAt + x, (byte) clamp((u8(in, inAt + x) - 16) * LUMA + HALF >> SHIFT));
    }
  }

  @Override
  public void rgbToPacked(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    for (int x = 0; x < width; x++) {
      long at = inAt + 3L * x;
      int pixel = u8(in, at) << red | u8(in, at + 1) << 8 | u8(in, at + 2) << (16 - red) | OPAQUE;
      out.set(PIXEL, outAt + 4L * x, pixel);
    }
  }

  @Override
  public void packedToRgb(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int red) {
    for (int x = 0; x < width; x++) {
      int p = in.get(PIXEL, inAt + 4L * x);
      long at = outAt + 3L * x;
      out.set(JAVA_BYTE, at, (byte) (p >>> red));
      out.set(JAVA_BYTE, at + 1, (byte) (p >>> 8));
      out.set(JAVA_BYTE, at + 2, (byte) (p >>> (16 - red)));
    }
  }

  @Override
  public void swapRedBlue(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    for (int x = 0; x < width; x++) {
      int p = in.get(PIXEL, inAt + 4L * x);
      out.set(PIXEL, outAt + 4L * x, p & 0xff00ff00 | (p & 0xff) << 16 | p >>> 16 & 0xff);
    }
  }

  @Override
  public void deinterleave(
      MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs) {
    for (int x = 0; x < pairs; x++) {
      out.set(JAVA_BYTE, uAt + x, in.get(JAVA_BYTE, inAt + 2L * x));
      out.set(JAVA_BYTE, vAt + x, in.get(JAVA_BYTE, inAt + 2L * x + 1));
    }
  }

  @Override
  public void interleave(
      MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs) {
    for (int x = 0; x < pairs; x++) {
      out.set(JAVA_BYTE, outAt + 2L * x, in.get(JAVA_BYTE, uAt + x));
      out.set(JAVA_BYTE, outAt + 2L * x + 1, in.get(JAVA_BYTE, vAt + x));
    }
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
    for (int x = 0; x < width; x += 2) {
      int p = in.get(PIXEL, inAt + 2L * x);
      y.set(JAVA_BYTE, yAt + x, (byte) (p >>> luma));
      if (x + 1 < width) {
        y.set(JAVA_BYTE, yAt + x + 1, (byte) (p >>> luma + 16));
      }
      chroma.set(JAVA_BYTE, uAt + (x >> 1), (byte) (p >>> 8 - luma));
      chroma.set(JAVA_BYTE, vAt + (x >> 1), (byte) (p >>> 24 - luma));
    }
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
    for (int x = 0; x < width; x += 2) {
      int l = u8(y, yAt + x) | u8(y, yAt + Math.min(x + 1, width - 1)) << 16;
      int c = u8(chroma, uAt + (x >> 1)) | u8(chroma, vAt + (x >> 1)) << 16;
      out.set(PIXEL, outAt + 2L * x, l << luma | c << 8 - luma);
    }
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
    for (int x = 0; x < bytes; x++) {
      out.set(JAVA_BYTE, outAt + x, (byte) (u8(a, aAt + x) + u8(b, bAt + x) + 1 >> 1));
    }
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
    for (int x = 0; x < bytes; x++) {
      int sum = u8(in, row0 + x) * (2048 - weight) + u8(in, row1 + x) * weight;
      out.set(WIDE, outAt + 2L * x, (short) (sum + 8 >> 4));
    }
  }

  @Override
  public void pairColumns(MemorySegment row, long rowAt, int step, int[] pairs, int samples) {
    pairColumns(row, rowAt, step, pairs, 0, samples);
  }

  static void pairColumns(
      MemorySegment row, long rowAt, int step, int[] pairs, int from, int samples) {
    for (int i = from; i < samples; i++) {
      pairs[i] = row.get(WIDE, rowAt + 2L * i) | row.get(WIDE, rowAt + 2L * (i + step)) << 16;
    }
  }

  @Override
  public void blendColumns(
      int[] pairs, int[] index, int[] weight, MemorySegment out, long outAt, int samples) {
    blendColumns(pairs, index, weight, out, outAt, 0, samples);
  }

  static void blendColumns(
      int[] pairs,
      int[] index,
      int[] weight,
      MemorySegment out,
      long outAt,
      int from,
      int samples) {
    for (int i = from; i < samples; i++) {
      int pair = pairs[index[i]];
      int left = pair & 0xffff;
      int sum = (left << 11) + ((pair >>> 16) - left) * weight[i];
      out.set(JAVA_BYTE, outAt + i, (byte) (sum + (1 << 17) >> 18));
    }
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
    blendPixels(in, leftAt, rightAt, weight, out, outAt, 0, pixels);
  }

  static void blendPixels(
      MemorySegment in,
      long leftAt,
      long rightAt,
      int[] weight,
      MemorySegment out,
      long outAt,
      int from,
      int pixels) {
    for (int i = 4 * from; i < 4 * pixels; i++) {
      int left = in.get(WIDE, leftAt + 2L * i);
      int right = in.get(WIDE, rightAt + 2L * i);
      int sum = (left << 11) + (right - left) * weight[i >> 1];
      out.set(JAVA_BYTE, outAt + i, (byte) (sum + (1 << 17) >> 18));
    }
  }

  private static int u8(MemorySegment in, long at) {
    return in.get(JAVA_BYTE, at) & 0xff;
  }

  private static int clamp(int v) {
    return Math.min(Math.max(v, 0), 255);
  }
}
