package dev.parallax.elements.std.audio.kernel;

import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.MemorySegment;

/**
 * Interleaved samples of one format to an array for each channel, and back. Full scale is 1.
 * Integers come back rounded to the nearest, halves up, and saturated; NaN becomes 0.
 */
final class Planes {
  /** Loops may write so many values behind the last. */
  private static final int MORE = ResampleLoops.SUMS;

  private final int channels;
  private final SampleIo io;
  private final float[] singles;
  private final double[] values;

  /** For at most {@code frames} at once. */
  Planes(AudioFormat format, int frames) {
    channels = format.channels();
    boolean single = isSingle(format);
    io = new SampleIo(format, frames * channels);
    singles = new float[single ? frames * channels + MORE : 0];
    values = new double[single ? 0 : frames * channels];
  }

  /** Whether single precision holds the samples. */
  static boolean isSingle(AudioFormat format) {
    return switch (format.format()) {
      case U8, S8, S24LE, S32LE, F64LE, S24BE, S32BE, F64BE -> false;
      case S16LE, F32LE, S16BE, F32BE -> true;
    };
  }

  void read(MemorySegment s, long at, float[][] x, int xAt, int frames) {
    io.readFloats(s, at, singles, frames * channels);
    if (channels == 2) {
      // Constant strides: the arrays' bounds are checked once and not for each sample.
      float[] left = x[0];
      float[] right = x[1];
      for (int f = 0; f < frames; f++) {
        left[xAt + f] = singles[2 * f];
        right[xAt + f] = singles[2 * f + 1];
      }
      return;
    }
    for (int c = 0; c < channels; c++) {
      float[] plane = x[c];
      for (int f = 0, i = c; f < frames; f++, i += channels) {
        plane[xAt + f] = singles[i];
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

  /** One channel of the next frames, for {@link #flush} to write. */
  void put(double[] y, int channel, int frames) {
    for (int f = 0, i = channel; f < frames; f++, i += channels) {
      values[i] = y[f];
    }
  }

  /** Interleaved single precision of all channels, for {@link #flush} to write. */
  float[] singles() {
    return singles;
  }

  /** Some channels of the next frames in single precision, interleaved. */
  void put(float[] y, int channel, int count, int frames) {
    for (int c = 0; c < count; c++) {
      for (int f = 0, i = channel + c; f < frames; f++, i += channels) {
        singles[i] = y[count * f + c];
      }
    }
  }

  /** Writes what was put, all channels. */
  void flush(MemorySegment s, long at, int frames) {
    if (singles.length > 0) {
      io.writeFloats(s, at, singles, frames * channels);
    } else {
      io.writeDoubles(s, at, values, frames * channels);
    }
  }
}
