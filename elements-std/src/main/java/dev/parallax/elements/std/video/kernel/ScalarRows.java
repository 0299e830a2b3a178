package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The loops in plain Java: the definition of what {@link VectorRows} computes, and its tails. */
final class ScalarRows implements RowKernels {
  static final ScalarRows INSTANCE = new ScalarRows();

  private static final ValueLayout.OfInt PIXEL =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort WIDE = ValueLayout.JAVA_SHORT_UNALIGNED;

  private ScalarRows() {}

  @Override
  public ColorRows color() {
    return ScalarColor.INSTANCE;
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
}
