package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Plain loops. */
final class ScalarBlend implements BlendRows {
  static final ScalarBlend INSTANCE = new ScalarBlend();

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Two bytes of a pixel, each with room above it for a product. */
  private static final int EVEN = 0x00ff_00ff;

  private static final int HALVES = 0x0080_0080;
  private static final int OPAQUE = 0xff00_0000;

  private ScalarBlend() {}

  @Override
  public void bytes(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    int rest = 256 - weight;
    for (int i = 0; i < count; i++) {
      int a = in.get(JAVA_BYTE, inAt + i) & 0xff;
      int b = out.get(JAVA_BYTE, outAt + i) & 0xff;
      out.set(JAVA_BYTE, outAt + i, (byte) (a * weight + b * rest + 128 >> 8));
    }
  }

  @Override
  public void words(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    int rest = 256 - weight;
    for (int i = 0; i < count; i++) {
      int a = in.get(SHORT, inAt + 2L * i) & 0xffff;
      int b = out.get(SHORT, outAt + 2L * i) & 0xffff;
      out.set(SHORT, outAt + 2L * i, (short) (a * weight + b * rest + 128 >> 8));
    }
  }

  @Override
  public void over(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    for (int i = 0; i < count; i++) {
      int a = in.get(INT, inAt + 4L * i);
      int b = out.get(INT, outAt + 4L * i);
      int opacity = (a >>> 24) * weight + 128 >> 8;
      int part = opacity + (opacity >> 7);
      int rest = 256 - part;
      int even = (a & EVEN) * part + (b & EVEN) * rest + HALVES >>> 8 & EVEN;
      int odd = (a >>> 8 & EVEN) * part + (b >>> 8 & EVEN) * rest + HALVES & ~EVEN;
      out.set(INT, outAt + 4L * i, even | odd | OPAQUE);
    }
  }
}
