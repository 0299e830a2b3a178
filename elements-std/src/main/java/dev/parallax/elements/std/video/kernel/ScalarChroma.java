package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The half of {@link ScalarColor} that deals with chroma. */
abstract class ScalarChroma implements ColorRows {
  /** Of scratch rows. */
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Of scratch rows. */
  static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

  static final ValueLayout.OfInt PIXEL =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SAMPLE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final int EVEN_BYTES = 0x00ff_00ff;

  static int u8(MemorySegment in, long at) {
    return in.get(JAVA_BYTE, at) & 0xff;
  }

  static int u16(MemorySegment in, long at) {
    return Math.min(in.get(SAMPLE, at) & 0xffff, 1023);
  }

  static int clamp(int v, int max) {
    return Math.min(Math.max(v, 0), max);
  }

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
    for (int i = 0; i < pairs; i++) {
      int u = u8(in, uA + i) * byA + u8(in, uB + i) * byB;
      int v = u8(in, vA + i) * byA + u8(in, vB + i) * byB;
      wide.set(INT, wideAt + 4L * i, u | v << 16);
    }
  }

  /** A sample above 10 bits counts as the largest one of 10. */
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
    for (int i = 0; i < pairs; i++) {
      int u = u16(in, uA + 2L * i) * byA + u16(in, uB + 2L * i) * byB;
      int v = u16(in, vA + 2L * i) * byA + u16(in, vB + 2L * i) * byB;
      wide.set(INT, wideAt + 4L * i, u | v << 16);
    }
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
    for (int i = 0; i < pairs; i++) {
      int u = u8(in, a + 2L * i) * byA + u8(in, b + 2L * i) * byB;
      int v = u8(in, a + 2L * i + 1) * byA + u8(in, b + 2L * i + 1) * byB;
      wide.set(INT, wideAt + 4L * i, u | v << 16);
    }
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
    for (int i = 0; i < pairs; i++) {
      int p = in.get(PIXEL, a + 4L * i) >>> chroma & EVEN_BYTES;
      int q = in.get(PIXEL, b + 4L * i) >>> chroma & EVEN_BYTES;
      wide.set(INT, wideAt + 4L * i, p * byA + q * byB);
    }
  }

  @Override
  public void blend(MemorySegment wide, long a, long b, int byA, int byB, long outAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      int p = wide.get(INT, a + 4L * i);
      int q = wide.get(INT, b + 4L * i);
      int u = (p & 0xffff) * byA + (q & 0xffff) * byB + 2 >> 2;
      int v = (p >>> 16) * byA + (q >>> 16) * byB + 2 >> 2;
      wide.set(INT, outAt + 4L * i, u | v << 16);
    }
  }

  @Override
  public void recolorChroma(MemorySegment wide, long at, long outAt, int pairs, Recolor c) {
    for (int i = 0; i < pairs; i++) {
      int p = wide.get(INT, at + 4L * i);
      int u = p & 0xffff;
      int v = p >>> 16;
      int newU = clamp(u * c.uu() + v * c.uv() + c.addU() >> Recolor.CHROMA_SHIFT, c.maxChroma());
      int newV = clamp(u * c.vu() + v * c.vv() + c.addV() >> Recolor.CHROMA_SHIFT, c.maxChroma());
      wide.set(INT, outAt + 4L * i, newU | newV << 16);
    }
  }

  @Override
  public void colorsOfPairs(
      MemorySegment in,
      long uAt,
      long vAt,
      MemorySegment colors,
      long colorsAt,
      long stride,
      int pairs,
      YuvToColors m) {
    int shift = YuvToColors.REST;
    for (int i = 0; i < pairs; i++) {
      int u = u8(in, uAt + i);
      int v = u8(in, vAt + i);
      int r = v * m.rv() + (v * m.rvRest() >> shift) + m.addR();
      int rest = u * m.guRest() + v * m.gvRest() >> shift;
      int g = u * m.gu() + v * m.gv() + rest + m.addG();
      int b = u * m.bu() + (u * m.buRest() >> shift) + m.addB();
      long at = colorsAt + 2L * i;
      colors.set(SHORT, at, (short) r);
      colors.set(SHORT, at + stride, (short) g);
      colors.set(SHORT, at + 2 * stride, (short) b);
    }
  }

  @Override
  public void spreadColor(
      MemorySegment colors, long colorsAt, MemorySegment out, long outAt, int width, Spread s) {
    for (int x = 0; x < width; x++) {
      long at = colorsAt + 2L * (x >> 1);
      int own = colors.get(SHORT, at);
      int other = colors.get(SHORT, at + ((x & 1) == 1 ? s.right() : s.left()));
      out.set(SHORT, outAt + 2L * x, (short) (own + (other - own >> s.byOwn - 1)));
    }
  }

  @Override
  public void spread(MemorySegment wide, long wideAt, long outAt, int width, Spread s) {
    for (int x = 0; x < width; x++) {
      long own = wideAt + 4L * (x >> 1);
      long other = (x & 1) == 1 ? own + 4 : s.leftIsOwn ? own : own - 4;
      // No half exceeds 16 bits: 4 times a wide half.
      int chroma = wide.get(INT, own) * s.byOwn + wide.get(INT, other) * s.byOther;
      wide.set(INT, outAt + 4L * x, chroma);
    }
  }

  @Override
  public void narrowPlanar(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      int p = narrow(wide.get(INT, wideAt + 4L * i));
      out.set(JAVA_BYTE, uAt + i, (byte) p);
      out.set(JAVA_BYTE, vAt + i, (byte) (p >>> 16));
    }
  }

  @Override
  public void narrowPlanar16(
      MemorySegment wide, long wideAt, MemorySegment out, long uAt, long vAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      int p = wide.get(INT, wideAt + 4L * i);
      out.set(SAMPLE, uAt + 2L * i, (short) Math.min((p & 0xffff) + 2 >> 2, 1023));
      out.set(SAMPLE, vAt + 2L * i, (short) Math.min((p >>> 16) + 2 >> 2, 1023));
    }
  }

  @Override
  public void narrowPairs(
      MemorySegment wide, long wideAt, MemorySegment out, long outAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      int p = narrow(wide.get(INT, wideAt + 4L * i));
      out.set(SAMPLE, outAt + 2L * i, (short) (p | p >>> 8));
    }
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
    for (int x = 0; x < width; x += 2) {
      int l = u8(y, yAt + x) | u8(y, yAt + Math.min(x + 1, width - 1)) << 16;
      int c = narrow(wide.get(INT, wideAt + 2L * x));
      out.set(PIXEL, outAt + 2L * x, l << luma | c << 8 - luma);
    }
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
    for (int i = 0; i < pairs; i++) {
      int u = u8(in, uA + i) * byA + u8(in, uB + i) * byB + 8 >> 4;
      int v = u8(in, vA + i) * byA + u8(in, vB + i) * byB + 8 >> 4;
      out.set(SAMPLE, outAt + 2L * i, (short) (u | v << 8));
    }
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
    for (int i = 0; i < 2 * pairs; i++) {
      out.set(JAVA_BYTE, outAt + i, (byte) (u8(in, a + i) * byA + u8(in, b + i) * byB + 8 >> 4));
    }
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
    for (int x = 0; x < width; x += 2) {
      int l = u8(y, yAt + x) | u8(y, yAt + Math.min(x + 1, width - 1)) << 16;
      int c = u8(chroma, chromaAt + x) | u8(chroma, chromaAt + x + 1) << 16;
      out.set(PIXEL, outAt + 2L * x, l << luma | c << 8 - luma);
    }
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
    for (int x = 0; x < width; x += 2) {
      int l = u8(y, yAt + x) | u8(y, yAt + Math.min(x + 1, width - 1)) << 16;
      int u = 3 * u8(chroma, near + x) + u8(chroma, far + x) + 2 >> 2;
      int v = 3 * u8(chroma, near + x + 1) + u8(chroma, far + x + 1) + 2 >> 2;
      out.set(PIXEL, outAt + 2L * x, l << luma | (u | v << 16) << 8 - luma);
    }
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
    luma422(in, a, out, yA, width, luma);
    luma422(in, b, out, yB, width, luma);
    int chroma = 8 - luma;
    for (int x = 0; x < width; x += 2) {
      int p = in.get(PIXEL, a + 2L * x) >>> chroma & EVEN_BYTES;
      int q = in.get(PIXEL, b + 2L * x) >>> chroma & EVEN_BYTES;
      int mean = p + q + 0x10001 >>> 1;
      out.set(JAVA_BYTE, uAt + (x >> 1), (byte) mean);
      out.set(JAVA_BYTE, vAt + (x >> 1), (byte) (mean >>> 16));
    }
  }

  @Override
  public void swap422(MemorySegment in, long inAt, MemorySegment out, long outAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      int p = in.get(PIXEL, inAt + 4L * i);
      out.set(PIXEL, outAt + 4L * i, p >>> 8 & EVEN_BYTES | (p & EVEN_BYTES) << 8);
    }
  }

  @Override
  public void deinterleave(
      MemorySegment in, long inAt, MemorySegment out, long uAt, long vAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      out.set(JAVA_BYTE, uAt + i, in.get(JAVA_BYTE, inAt + 2L * i));
      out.set(JAVA_BYTE, vAt + i, in.get(JAVA_BYTE, inAt + 2L * i + 1));
    }
  }

  @Override
  public void interleave(
      MemorySegment in, long uAt, long vAt, MemorySegment out, long outAt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      out.set(JAVA_BYTE, outAt + 2L * i, in.get(JAVA_BYTE, uAt + i));
      out.set(JAVA_BYTE, outAt + 2L * i + 1, in.get(JAVA_BYTE, vAt + i));
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
  public void luma422(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int width, int luma) {
    for (int x = 0; x < width; x++) {
      out.set(JAVA_BYTE, outAt + x, (byte) u8(in, inAt + 2L * x + (luma >> 3)));
    }
  }

  /** Both halves of a wide pair as bytes. */
  private static int narrow(int wide) {
    return Math.min((wide & 0xffff) + 8 >> 4, 255) | Math.min((wide >>> 16) + 8 >> 4, 255) << 16;
  }
}
