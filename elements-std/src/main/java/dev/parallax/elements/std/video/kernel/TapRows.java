package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Plain loops of {@link TapScaler}, each from a place on. {@link TapLoops} gives the same. */
final class TapRows {
  private static final ValueLayout.OfShort WIDE =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TapRows() {}

  static void addBytes(
      MemorySegment in, long row0, long row1, int w0, int w1, int[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      line[i] +=
          w0 * (in.get(JAVA_BYTE, row0 + i) & 0xff) + w1 * (in.get(JAVA_BYTE, row1 + i) & 0xff);
    }
  }

  static void addWide(
      MemorySegment in, long row0, long row1, int w0, int w1, int[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      line[i] +=
          w0 * (in.get(WIDE, row0 + 2L * i) & 0xffff) + w1 * (in.get(WIDE, row1 + 2L * i) & 0xffff);
    }
  }

  static void shift(int[] line, int shift, int from, int to) {
    int half = 1 << shift - 1;
    for (int i = from; i < to; i++) {
      line[i] = line[i] + half >> shift;
    }
  }

  static void gather(
      int[] line, int[] index0, int[] index1, int[] w0, int[] w1, int[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      sums[i] += w0[i] * line[index0[i]] + w1[i] * line[index1[i]];
    }
  }

  static void storeBytes(int[] sums, int shift, MemorySegment out, long at, int from, int to) {
    int half = 1 << shift - 1;
    for (int i = from; i < to; i++) {
      out.set(JAVA_BYTE, at + i, (byte) Math.clamp(sums[i] + half >> shift, 0, 255));
    }
  }

  static void storeWide(
      int[] sums, int shift, int bits, MemorySegment out, long at, int from, int to) {
    int half = 1 << shift - 1;
    int most = (1 << bits) - 1;
    for (int i = from; i < to; i++) {
      out.set(WIDE, at + 2L * i, (short) Math.clamp(sums[i] + half >> shift, 0, most));
    }
  }
}
