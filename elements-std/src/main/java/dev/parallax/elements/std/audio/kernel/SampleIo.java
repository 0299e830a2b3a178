package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Samples between memory and work arrays. Integers are left-justified in 32 bits there, whatever
 * depth they have; floating point has full scale 1.
 *
 * <p>Rounding, wherever bits are lost: to the nearest, halves up, then saturation. NaN becomes 0.
 * There is no dither.
 */
public final class SampleIo {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final double INT_SCALE = 1.0 / (1L << 31);

  private SampleIo() {}

  /** Integers of {@code depth} bits to left-justified 32 bits. */
  public static void readInts(
      SampleFormat format, int depth, MemorySegment s, long at, int[] x, int count) {
    int shift = 32 - depth;
    switch (format) {
      case U8 -> {
        int middle = 1 << (depth - 1);
        for (int i = 0; i < count; i++) {
          x[i] = ((s.get(ValueLayout.JAVA_BYTE, at + i) & 0xff) - middle) << shift;
        }
      }
      case S8 -> {
        for (int i = 0; i < count; i++) {
          x[i] = s.get(ValueLayout.JAVA_BYTE, at + i) << shift;
        }
      }
      case S16LE -> {
        for (int i = 0; i < count; i++) {
          x[i] = s.get(SHORT, at + 2L * i) << shift;
        }
      }
      case S24LE -> {
        for (int i = 0; i < count; i++) {
          long p = at + 3L * i;
          x[i] = (s.get(SHORT, p) & 0xffff | s.get(ValueLayout.JAVA_BYTE, p + 2) << 16) << shift;
        }
      }
      case S32LE -> {
        for (int i = 0; i < count; i++) {
          x[i] = s.get(INT, at + 4L * i) << shift;
        }
      }
      default -> throw new IllegalArgumentException("samples are no integers format=" + format);
    }
  }

  /** Left-justified 32 bits to integers of {@code depth} bits. */
  public static void writeInts(
      SampleFormat format, int depth, MemorySegment s, long at, int[] x, int count) {
    int shift = 32 - depth;
    if (shift > 0) {
      round(x, count, shift);
    }
    switch (format) {
      case U8 -> {
        int middle = 1 << (depth - 1);
        for (int i = 0; i < count; i++) {
          s.set(ValueLayout.JAVA_BYTE, at + i, (byte) (x[i] + middle));
        }
      }
      case S8 -> {
        for (int i = 0; i < count; i++) {
          s.set(ValueLayout.JAVA_BYTE, at + i, (byte) x[i]);
        }
      }
      case S16LE -> {
        for (int i = 0; i < count; i++) {
          s.set(SHORT, at + 2L * i, (short) x[i]);
        }
      }
      case S24LE -> {
        for (int i = 0; i < count; i++) {
          long p = at + 3L * i;
          s.set(SHORT, p, (short) x[i]);
          s.set(ValueLayout.JAVA_BYTE, p + 2, (byte) (x[i] >> 16));
        }
      }
      case S32LE -> {
        for (int i = 0; i < count; i++) {
          s.set(INT, at + 4L * i, x[i]);
        }
      }
      default -> throw new IllegalArgumentException("samples are no integers format=" + format);
    }
  }

  private static void round(int[] x, int count, int shift) {
    int half = 1 << (shift - 1);
    int max = Integer.MAX_VALUE - half;
    for (int i = 0; i < count; i++) {
      x[i] = (Math.min(x[i], max) + half) >> shift;
    }
  }

  /** Any samples to floating point. Integers come through {@code work}. */
  public static void readDoubles(
      SampleFormat format, int depth, MemorySegment s, long at, double[] x, int[] work, int count) {
    switch (format) {
      case F32LE -> {
        for (int i = 0; i < count; i++) {
          x[i] = s.get(FLOAT, at + 4L * i);
        }
      }
      case F64LE -> MemorySegment.copy(s, DOUBLE, at, x, 0, count);
      default -> {
        readInts(format, depth, s, at, work, count);
        for (int i = 0; i < count; i++) {
          x[i] = work[i] * INT_SCALE;
        }
      }
    }
  }

  /** Floating point to any samples. */
  public static void writeDoubles(
      SampleFormat format, int depth, MemorySegment s, long at, double[] x, int[] work, int count) {
    switch (format) {
      case F32LE -> {
        for (int i = 0; i < count; i++) {
          s.set(FLOAT, at + 4L * i, (float) x[i]);
        }
      }
      case F64LE -> MemorySegment.copy(x, 0, s, DOUBLE, at, count);
      default -> {
        double scale = 1L << (depth - 1);
        double max = scale - 1;
        int shift = 32 - depth;
        for (int i = 0; i < count; i++) {
          // Casting NaN gives 0, and the bounds are whole numbers, so saturation comes first.
          work[i] = (int) Math.floor(Math.max(-scale, Math.min(max, x[i] * scale)) + 0.5) << shift;
        }
        writeInts(format, depth, s, at, work, count);
      }
    }
  }
}
