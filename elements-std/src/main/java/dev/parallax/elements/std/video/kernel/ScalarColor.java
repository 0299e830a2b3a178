package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** The loops in plain Java: the definition of what {@link VectorColor} computes, and its tails. */
final class ScalarColor extends ScalarChroma {
  static final ScalarColor INSTANCE = new ScalarColor();

  private static final int OPAQUE = 0xff00_0000;

  private ScalarColor() {}

  @Override
  public void scaleLuma(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    for (int x = 0; x < width; x++) {
      out.set(JAVA_BYTE, outAt + x, (byte) clamp(u8(in, inAt + x) * by + add >> 16, 255));
    }
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
    for (int x = 0; x < width; x++) {
      int y = u8(in, inAt + 2L * x + (luma >> 3));
      out.set(JAVA_BYTE, outAt + x, (byte) clamp(y * by + add >> 16, 255));
    }
  }

  @Override
  public void scaleLuma16To8(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    for (int x = 0; x < width; x++) {
      out.set(JAVA_BYTE, outAt + x, (byte) clamp(u16(in, inAt + 2L * x) * by + add >> 16, 255));
    }
  }

  @Override
  public void scaleLuma8To16(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int by, int add) {
    for (int x = 0; x < width; x++) {
      int level = clamp(u8(in, inAt + x) * by + add >> 16, 1023);
      out.set(SAMPLE, outAt + 2L * x, (short) level);
    }
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
      Recolor c) {
    for (int x = 0; x < width; x++) {
      int level = in16 ? u16(y, yAt + 2L * x) : u8(y, yAt + x);
      int p = chroma.get(INT, chromaAt + 4L * x);
      int sum = level * c.y() + (p & 0xffff) * c.yu() + (p >>> 16) * c.yv() + c.addY();
      int result = clamp(sum >> Recolor.LUMA_SHIFT, c.maxY());
      if (out16) {
        out.set(SAMPLE, outAt + 2L * x, (short) result);
      } else {
        out.set(JAVA_BYTE, outAt + x, (byte) result);
      }
    }
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
      YuvToColors m) {
    for (int x = 0; x < width; x++) {
      int level = u8(y, yAt + x);
      int l = level * m.luma() >> YuvToColors.LUMA_REST;
      long at = near + 2L * x;
      long other = far + 2L * x;
      int r = clamp(l + between(colors, at, other, byNear) >> YuvToColors.LEVEL, 255);
      at += stride;
      other += stride;
      int g = clamp(l + between(colors, at, other, byNear) >> YuvToColors.LEVEL, 255);
      at += stride;
      other += stride;
      int b = clamp(l + between(colors, at, other, byNear) >> YuvToColors.LEVEL, 255);
      out.set(PIXEL, outAt + 4L * x, r << red | g << 8 | b << 16 - red | OPAQUE);
    }
  }

  private static int between(MemorySegment colors, long near, long far, int byNear) {
    return colors.get(SHORT, near) * byNear + colors.get(SHORT, far) * (YuvToColors.ROWS - byNear);
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
      YuvToRgb m) {
    for (int x = 0; x < width; x++) {
      int p = pixel(u16(y, yAt + 2L * x), chroma.get(INT, chromaAt + 4L * x), red, m);
      out.set(PIXEL, outAt + 4L * x, p);
    }
  }

  private static int pixel(int level, int chroma, int red, YuvToRgb m) {
    int l = level * m.y();
    int u = chroma & 0xffff;
    int v = chroma >>> 16;
    int r = clamp(l + v * m.rv() + m.addR() >> YuvToRgb.SHIFT, 255);
    int g = clamp(l + u * m.gu() + v * m.gv() + m.addG() >> YuvToRgb.SHIFT, 255);
    int b = clamp(l + u * m.bu() + m.addB() >> YuvToRgb.SHIFT, 255);
    return r << red | g << 8 | b << 16 - red | OPAQUE;
  }

  @Override
  public void grayToPacked(MemorySegment in, long inAt, MemorySegment out, long outAt, int width) {
    for (int x = 0; x < width; x++) {
      out.set(PIXEL, outAt + 4L * x, u8(in, inAt + x) * 0x010101 | OPAQUE);
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

  private static int weighted(int p, int red, Weights w) {
    int r = p >>> red & 0xff;
    int g = p >>> 8 & 0xff;
    int b = p >>> (16 - red) & 0xff;
    return r * w.byR() + g * w.byG() + b * w.byB() + w.add() >> Weights.SHIFT;
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
    for (int x = 0; x < width; x++) {
      out.set(JAVA_BYTE, outAt + x, (byte) weighted(in.get(PIXEL, inAt + 4L * x), red, weights));
    }
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
    for (int x = 0; x < width; x++) {
      int level = weighted(in.get(PIXEL, inAt + 4L * x), red, weights);
      out.set(SAMPLE, outAt + 2L * x, (short) level);
    }
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
    for (int x = 0; x < width; x++) {
      int p = in.get(PIXEL, a + 4L * x);
      int q = in.get(PIXEL, b + 4L * x);
      int even = (p & EVEN_BYTES) * byA + (q & EVEN_BYTES) * byB;
      int odd = (p >>> 8 & EVEN_BYTES) * byA + (q >>> 8 & EVEN_BYTES) * byB;
      columns.set(INT, columnsAt + 4L * x, even);
      columns.set(INT, columnsAt + stride + 4L * x, odd);
    }
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
    for (int i = 0; i < pairs; i++) {
      long at = columnsAt + 8L * i;
      int sum =
          columns.get(INT, at - 4) * byBefore
              + columns.get(INT, at) * byFirst
              + columns.get(INT, at + 4) * bySecond;
      sums.set(INT, sumsAt + 4L * i, sum);
    }
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
    halvePairs(in, row, sums, sumsAt, stride, width, 0, byBefore, byFirst, bySecond);
  }

  /** {@link #halveRow} from a pair on. */
  void halvePairs(
      MemorySegment in,
      long row,
      MemorySegment sums,
      long sumsAt,
      long stride,
      int width,
      int pair,
      int byBefore,
      int byFirst,
      int bySecond) {
    for (int x = 2 * pair; x < width; x += 2) {
      int before = in.get(PIXEL, row + 4L * Math.max(x - 1, 0));
      int first = in.get(PIXEL, row + 4L * x);
      int second = in.get(PIXEL, row + 4L * Math.min(x + 1, width - 1));
      long at = sumsAt + 2L * x;
      int even =
          (before & EVEN_BYTES) * byBefore
              + (first & EVEN_BYTES) * byFirst
              + (second & EVEN_BYTES) * bySecond;
      int odd =
          (before >>> 8 & EVEN_BYTES) * byBefore
              + (first >>> 8 & EVEN_BYTES) * byFirst
              + (second >>> 8 & EVEN_BYTES) * bySecond;
      sums.set(INT, at, 4 * even);
      sums.set(INT, at + stride, 4 * odd);
    }
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
    for (int i = 0; i < pairs; i++) {
      int even = sums.get(INT, sumsAt + 4L * i);
      int r = even >>> red & 0xffff;
      int g = sums.get(INT, sumsAt + stride + 4L * i) & 0xffff;
      int b = even >>> (16 - red) & 0xffff;
      int newU = r * u.byR() + g * u.byG() + b * u.byB() + u.add() >> Weights.SHIFT;
      int newV = r * v.byR() + g * v.byG() + b * v.byB() + v.add() >> Weights.SHIFT;
      wide.set(INT, wideAt + 4L * i, newU | newV << 16);
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
}
