package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Interleaved samples of one format to an array for each channel, and back. Full scale is 1.
 * Integers come back rounded to the nearest, halves up, and saturated; NaN becomes 0.
 */
final class Planes {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final AudioFormat format;
  private final int channels;
  private final SampleIo io;
  private final double[] values;

  /** For at most {@code frames} at once. */
  Planes(AudioFormat format, int frames) {
    this.format = format;
    channels = format.channels();
    boolean direct = isSingle(format);
    io = new SampleIo(format, direct ? 0 : frames * channels);
    values = new double[direct ? 0 : frames * channels];
  }

  /** Whether single precision holds the samples. */
  static boolean isSingle(AudioFormat format) {
    return switch (format.format()) {
      case U8, S8, S24LE, S32LE, F64LE -> false;
      case S16LE, F32LE -> true;
    };
  }

  void read(MemorySegment s, long at, float[][] x, int xAt, int frames) {
    float scale = 1f / (1 << (format.depth() - 1));
    for (int c = 0; c < channels; c++) {
      float[] plane = x[c];
      if (format.format() == SampleFormat.F32LE) {
        for (int f = 0; f < frames; f++) {
          plane[xAt + f] = s.get(FLOAT, at + 4L * ((long) f * channels + c));
        }
      } else {
        for (int f = 0; f < frames; f++) {
          plane[xAt + f] = s.get(SHORT, at + 2L * ((long) f * channels + c)) * scale;
        }
      }
    }
  }

  void read(MemorySegment s, long at, double[][] x, int xAt, int frames) {
    io.readDoubles(s, at, values, frames * channels);
    for (int c = 0; c < channels; c++) {
      double[] plane = x[c];
      for (int f = 0, i = c; f < frames; f++, i += channels) {
        plane[xAt + f] = values[i];
      }
    }
  }

  /** One channel of the next frames. */
  void write(float[] y, int channel, MemorySegment s, long at, int frames) {
    if (format.format() == SampleFormat.F32LE) {
      for (int f = 0; f < frames; f++) {
        s.set(FLOAT, at + 4L * ((long) f * channels + channel), y[f]);
      }
      return;
    }
    double scale = 1 << (format.depth() - 1);
    double max = scale - 1;
    for (int f = 0; f < frames; f++) {
      double v = Math.max(-scale, Math.min(max, y[f] * scale));
      // Positive before the cast, which then rounds down; NaN gives 0 there.
      int i = (int) (v + (scale + 0.5)) - (Double.isNaN(v) ? 0 : (int) scale);
      s.set(SHORT, at + 2L * ((long) f * channels + channel), (short) i);
    }
  }

  /** One channel of the next frames, for {@link #flush} to write. */
  void put(double[] y, int channel, int frames) {
    for (int f = 0, i = channel; f < frames; f++, i += channels) {
      values[i] = y[f];
    }
  }

  /** Writes what was put, all channels. */
  void flush(MemorySegment s, long at, int frames) {
    io.writeDoubles(s, at, values, frames * channels);
  }
}
