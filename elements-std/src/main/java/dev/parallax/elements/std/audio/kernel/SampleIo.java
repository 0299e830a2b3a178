package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.SampleFormats;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Samples of one format between memory and work arrays. Integers are left-justified in 32 bits
 * there, whatever depth they have; floating point has full scale 1.
 *
 * <p>Rounding, wherever bits are lost: to the nearest, halves up, then saturation. NaN becomes 0.
 * There is no dither. Each loop runs over arrays alone and does one thing, so that C2 makes vectors
 * of it; bytes come from memory, and go there, by bulk copies.
 */
public final class SampleIo {
  private static final ValueLayout.OfFloat LITTLE_FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble LITTLE_DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble BIG_DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final double INT_SCALE = 0x1p-31;
  private static final float INT_SCALE_F = 0x1p-31f;

  /** The format, as if it were little-endian: layouts bring bytes into their order. */
  private final SampleFormat format;

  private final ValueLayout.OfShort shortLayout;
  private final ValueLayout.OfInt intLayout;
  private final ValueLayout.OfFloat floatLayout;
  private final ValueLayout.OfDouble doubleLayout;

  /** Places of a 24-bit sample's lowest and highest byte. */
  private final int low;

  private final int high;
  private final int depth;
  private final byte[] bytes;
  private final short[] shorts;
  private final int[] ints;
  private final float[] floats;

  /** For at most {@code most} samples at once. */
  public SampleIo(AudioFormat format, int most) {
    boolean big = SampleFormats.isBigEndian(format.format());
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    this.format = SampleFormats.littleEndian(format.format());
    shortLayout = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    intLayout = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
    floatLayout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order);
    doubleLayout = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order);
    low = big ? 2 : 0;
    high = 2 - low;
    depth = format.depth();
    int size = format.bytesPerSample();
    boolean real = SampleFormats.isFloat(format.format());
    bytes = new byte[size == 1 || size == 3 ? most * size : 0];
    shorts = new short[size == 2 ? most : 0];
    floats = new float[this.format == SampleFormat.F32LE ? most : 0];
    ints = new int[real ? 0 : most];
  }

  /** Integers of the format's depth to left-justified 32 bits. */
  public void readInts(MemorySegment s, long at, int[] x, int count) {
    int shift = 32 - depth;
    switch (format) {
      case U8 -> {
        MemorySegment.copy(s, ValueLayout.JAVA_BYTE, at, bytes, 0, count);
        int middle = 1 << (depth - 1);
        for (int i = 0; i < count; i++) {
          x[i] = ((bytes[i] & 0xff) - middle) << shift;
        }
      }
      case S8 -> {
        MemorySegment.copy(s, ValueLayout.JAVA_BYTE, at, bytes, 0, count);
        for (int i = 0; i < count; i++) {
          x[i] = bytes[i] << shift;
        }
      }
      case S16LE -> {
        MemorySegment.copy(s, shortLayout, at, shorts, 0, count);
        float scale = 1 << shift;
        for (int i = 0; i < count; i++) {
          // Exact. C2 has vectors from short to float and on to int, but none from short to int.
          x[i] = (int) (shorts[i] * scale);
        }
      }
      case S24LE -> {
        MemorySegment.copy(s, ValueLayout.JAVA_BYTE, at, bytes, 0, 3 * count);
        for (int i = 0, b = 0; i < count; i++, b += 3) {
          x[i] =
              (bytes[b + low] & 0xff | (bytes[b + 1] & 0xff) << 8 | bytes[b + high] << 16) << shift;
        }
      }
      case S32LE -> {
        MemorySegment.copy(s, intLayout, at, x, 0, count);
        for (int i = 0; shift > 0 && i < count; i++) {
          x[i] <<= shift;
        }
      }
      default -> throw new IllegalArgumentException("samples are no integers format=" + format);
    }
  }

  /** Left-justified 32 bits to integers of the format's depth. Changes {@code x}. */
  public void writeInts(MemorySegment s, long at, int[] x, int count) {
    int shift = 32 - depth;
    if (shift > 0) {
      int half = 1 << (shift - 1);
      int max = Integer.MAX_VALUE - half;
      for (int i = 0; i < count; i++) {
        x[i] = (Math.min(x[i], max) + half) >> shift;
      }
    }
    writeRight(s, at, x, count);
  }

  /** Integers of the format's depth, right-justified. */
  public void writeRight(MemorySegment s, long at, int[] x, int count) {
    switch (format) {
      case U8 -> {
        int middle = 1 << (depth - 1);
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) (x[i] + middle);
        }
        MemorySegment.copy(bytes, 0, s, ValueLayout.JAVA_BYTE, at, count);
      }
      case S8 -> {
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) x[i];
        }
        MemorySegment.copy(bytes, 0, s, ValueLayout.JAVA_BYTE, at, count);
      }
      case S16LE -> {
        for (int i = 0; i < count; i++) {
          // Exact, for the same reason as in readInts.
          shorts[i] = (short) (float) x[i];
        }
        MemorySegment.copy(shorts, 0, s, shortLayout, at, count);
      }
      case S24LE -> {
        for (int i = 0, b = 0; i < count; i++, b += 3) {
          int v = x[i];
          bytes[b + low] = (byte) v;
          bytes[b + 1] = (byte) (v >> 8);
          bytes[b + high] = (byte) (v >> 16);
        }
        MemorySegment.copy(bytes, 0, s, ValueLayout.JAVA_BYTE, at, 3 * count);
      }
      case S32LE -> MemorySegment.copy(x, 0, s, intLayout, at, count);
      default -> throw new IllegalArgumentException("samples are no integers format=" + format);
    }
  }

  /** Any samples to floating point. */
  public void readDoubles(MemorySegment s, long at, double[] x, int count) {
    switch (format) {
      case F32LE -> {
        MemorySegment.copy(s, floatLayout, at, floats, 0, count);
        for (int i = 0; i < count; i++) {
          x[i] = floats[i];
        }
      }
      case F64LE -> MemorySegment.copy(s, doubleLayout, at, x, 0, count);
      case S16LE -> {
        MemorySegment.copy(s, shortLayout, at, shorts, 0, count);
        double scale = 1.0 / (1 << (depth - 1));
        for (int i = 0; i < count; i++) {
          x[i] = shorts[i] * scale;
        }
      }
      default -> {
        readInts(s, at, ints, count);
        for (int i = 0; i < count; i++) {
          x[i] = ints[i] * INT_SCALE;
        }
      }
    }
  }

  /** Any samples to single precision, rounded to the nearest. */
  public void readFloats(MemorySegment s, long at, float[] x, int count) {
    switch (format) {
      case F32LE -> MemorySegment.copy(s, floatLayout, at, x, 0, count);
      case F64LE -> {
        if (high == 0) {
          readBigDoubles(s, at, x, count);
          return;
        }
        for (int i = 0; i < count; i++) {
          x[i] = (float) s.get(LITTLE_DOUBLE, at + 8L * i);
        }
      }
      case S16LE -> {
        MemorySegment.copy(s, shortLayout, at, shorts, 0, count);
        float scale = 1f / (1 << (depth - 1));
        for (int i = 0; i < count; i++) {
          x[i] = shorts[i] * scale;
        }
      }
      default -> {
        readInts(s, at, ints, count);
        for (int i = 0; i < count; i++) {
          x[i] = ints[i] * INT_SCALE_F;
        }
      }
    }
  }

  /** A layout that is not a constant would be slow here: the order is. */
  private static void readBigDoubles(MemorySegment s, long at, float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = (float) s.get(BIG_DOUBLE, at + 8L * i);
    }
  }

  /** Floating point to any samples. */
  public void writeDoubles(MemorySegment s, long at, double[] x, int count) {
    switch (format) {
      case F32LE -> {
        for (int i = 0; i < count; i++) {
          floats[i] = (float) x[i];
        }
        MemorySegment.copy(floats, 0, s, floatLayout, at, count);
      }
      case F64LE -> MemorySegment.copy(x, 0, s, doubleLayout, at, count);
      default -> {
        round(x, ints, count);
        writeRight(s, at, ints, count);
      }
    }
  }

  private void round(double[] x, int[] y, int count) {
    double scale = 1L << (depth - 1);
    int min = (int) -scale;
    int max = (int) (scale - 1);
    for (int i = 0; i < count; i++) {
      // The cast saturates at 32 bits and makes 0 of NaN; what is left is cheaper with integers.
      int v = (int) Math.floor(x[i] * scale + 0.5);
      y[i] = Math.max(min, Math.min(max, v));
    }
  }

  /** Single precision to any samples but F64. Changes nothing of {@code x}. */
  void writeFloats(MemorySegment s, long at, float[] x, int count) {
    if (format == SampleFormat.F32LE) {
      MemorySegment.copy(x, 0, s, floatLayout, at, count);
      return;
    }
    double scale = 1L << (depth - 1);
    int min = (int) -scale;
    int max = (int) (scale - 1);
    for (int i = 0; i < count; i++) {
      int v = (int) Math.floor(x[i] * scale + 0.5);
      ints[i] = Math.max(min, Math.min(max, v));
    }
    writeRight(s, at, ints, count);
  }

  /** Single precision into memory; only for F32LE. */
  public static void copyFloats(float[] x, MemorySegment s, long at, int count) {
    MemorySegment.copy(x, 0, s, LITTLE_FLOAT, at, count);
  }
}
