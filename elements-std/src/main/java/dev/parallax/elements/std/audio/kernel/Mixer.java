package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Adds up to {@link #CHUNK} interleaved samples of several inputs. Integers are added exactly and
 * saturate once, in the sum; F32 is added in single precision, in the order of the inputs.
 */
public final class Mixer {
  /** The most samples at once. */
  public static final int CHUNK = 1024;

  private final SampleIo io;
  private final boolean single;
  private final float[] floatSum;
  private final float[] floatIn;
  private final double[] doubleSum;
  private final double[] doubleIn;

  /** For samples of one format. */
  public Mixer(AudioFormat format) {
    io = new SampleIo(format, CHUNK);
    single = format.format() == SampleFormat.F32LE;
    floatSum = new float[single ? CHUNK : 0];
    floatIn = new float[single ? CHUNK : 0];
    doubleSum = new double[single ? 0 : CHUNK];
    doubleIn = new double[single ? 0 : CHUNK];
  }

  /** Begins with silence. */
  public void begin(int samples) {
    if (single) {
      Arrays.fill(floatSum, 0, samples, 0);
    } else {
      Arrays.fill(doubleSum, 0, samples, 0);
    }
  }

  /** Adds an input. */
  public void add(MemorySegment s, long at, int samples, double volume) {
    if (single) {
      io.readFloats(s, at, floatIn, samples);
      float factor = (float) volume;
      for (int i = 0; i < samples; i++) {
        floatSum[i] += floatIn[i] * factor;
      }
    } else {
      io.readDoubles(s, at, doubleIn, samples);
      for (int i = 0; i < samples; i++) {
        doubleSum[i] += doubleIn[i] * volume;
      }
    }
  }

  /** Writes the sum. */
  public void end(MemorySegment s, long at, int samples) {
    if (single) {
      SampleIo.copyFloats(floatSum, s, at, samples);
    } else {
      io.writeDoubles(s, at, doubleSum, samples);
    }
  }
}
