package dev.parallax.elements.std.audio;

import java.util.Arrays;

/**
 * Rounds floating-point samples to integers of a depth, with dither and noise shaping. Noise
 * follows from the number of the sample alone, so it is the same in every run and in every kind of
 * loop.
 */
final class Quantizer {
  private static final double[][] SHAPES = {
    {},
    {1},
    {1, -0.5},
    {2.033, -2.165, 1.959, -1.590, 0.6149},
    {2.412, -3.370, 3.937, -4.174, 3.353, -2.205, 1.281, -0.569, 0.0847}
  };

  /** Errors beyond this, in steps, come from saturation; fed back they would never settle. */
  private static final double MOST_ERROR = 4;

  private final DitherMethod dither;
  private final int channels;
  private final double scale;
  private final double[] shape;
  private final double[][] errors;
  private final double[] noise;
  private int sample;

  /** For at most {@code most} samples of all channels at once. */
  Quantizer(int depth, DitherMethod dither, NoiseShapingMethod shaping, int channels, int most) {
    this.dither = dither;
    this.channels = channels;
    scale = 1L << (depth - 1);
    shape = SHAPES[shaping.ordinal()];
    errors = new double[channels][shape.length];
    noise = new double[most];
  }

  void reset() {
    sample = 0;
    for (double[] e : errors) {
      Arrays.fill(e, 0);
    }
  }

  /** Full scale 1 to right-justified integers. */
  void quantize(double[] x, int[] y, int count) {
    makeNoise(count);
    if (shape.length > 0) {
      shaped(x, y, count);
    } else {
      plain(x, y, count);
    }
    sample += count;
  }

  private void plain(double[] x, int[] y, int count) {
    int min = (int) -scale;
    int max = (int) (scale - 1);
    for (int i = 0; i < count; i++) {
      // The cast saturates at 32 bits and makes 0 of NaN; what is left is cheaper with integers.
      int v = (int) Math.floor(x[i] * scale + noise[i]);
      y[i] = Math.max(min, Math.min(max, v));
    }
  }

  private void shaped(double[] x, int[] y, int count) {
    double max = scale - 1;
    for (int i = 0; i < count; i++) {
      double[] e = errors[i % channels];
      double wanted = x[i] * scale;
      for (int k = 0; k < shape.length; k++) {
        wanted -= shape[k] * e[k];
      }
      int rounded = (int) Math.max(-scale, Math.min(max, Math.floor(wanted + noise[i])));
      double error = rounded - wanted;
      System.arraycopy(e, 0, e, 1, shape.length - 1);
      e[0] = !Double.isNaN(error) ? Math.clamp(error, -MOST_ERROR, MOST_ERROR) : 0;
      y[i] = rounded;
    }
  }

  /** One half, which makes a floor rounding, and dither in steps. */
  private void makeNoise(int count) {
    switch (dither) {
      case NONE -> Arrays.fill(noise, 0, count, 0.5);
      case RPDF -> {
        for (int i = 0; i < count; i++) {
          noise[i] = 0.5 + hash(sample + i) * 0x1p-32;
        }
      }
      case TPDF -> {
        for (int i = 0; i < count; i++) {
          int h = hash(sample + i);
          noise[i] = 0.5 + ((h & 0xffff) + (h >>> 16) - 0xffff) * 0x1p-16;
        }
      }
      case TPDF_HF -> {
        for (int i = 0; i < count; i++) {
          int now = hash(sample + i) >> 1;
          int before = hash(sample + i - channels) >> 1;
          noise[i] = 0.5 + (now - before) * 0x1p-31;
        }
      }
    }
  }

  /** The finalizer of MurmurHash3: every bit of the number reaches every bit of the result. */
  private static int hash(int number) {
    int h = number ^ number >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
