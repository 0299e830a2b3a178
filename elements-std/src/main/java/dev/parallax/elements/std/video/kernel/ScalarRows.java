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

  private static int u8(MemorySegment in, long at) {
    return in.get(JAVA_BYTE, at) & 0xff;
  }
}
