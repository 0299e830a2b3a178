package dev.parallax.elements.std.audio;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rounds samples to integers of a depth, with dither and noise shaping. Noise follows from the
 * number of the sample alone, so it is the same in every run and in every kind of loop.
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

  /** Steps' fractions of 16 bits, of which the noise is made in integers. */
  private static final int NOISE_BITS = 16;

  private final DitherMethod dither;
  private final int depth;
  private final int channels;
  private final double scale;
  private final double[] shape;
  private final double[][] errors;
  private final double[] noise;
  private final int[] intNoise;

  /** 0, 1, 2...: C2 makes vectors of numbers that are read, none of those that are counted. */
  private final int[] numbers;

  private int sample;

  /** For at most {@code most} samples of all channels at once. */
  Quantizer(int depth, DitherMethod dither, NoiseShapingMethod shaping, int channels, int most) {
    this.dither = dither;
    this.depth = depth;
    this.channels = channels;
    scale = 1L << (depth - 1);
    shape = SHAPES[shaping.ordinal()];
    errors = new double[channels][shape.length];
    noise = new double[most];
    intNoise = new int[most];
    numbers = IntStream.range(0, most).toArray();
  }

  /**
   * Whether {@link #quantize(int[], int)} does it: dither without shaping, with steps so far above
   * the last of 32 bits that those are not missed, and below where the noise would overflow.
   */
  boolean takesInts() {
    return shape.length == 0 && dither != DitherMethod.NONE && depth >= 8 && depth <= 24;
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

  /** Left-justified 32 bits to right-justified integers, in place; see {@link #takesInts}. */
  void quantize(int[] x, int count) {
    makeIntNoise(count);
    int shift = 32 - depth;
    int up = Math.max(0, shift - NOISE_BITS);
    int down = Math.max(0, NOISE_BITS - shift);
    int mask = (1 << shift) - 1;
    int half = 1 << (shift - 1);
    int min = -1 << (depth - 1);
    int max = ~min;
    int[] n = intNoise;
    for (int i = 0; i < count; i++) {
      // The noise is added to the part below the step alone: the whole could overflow.
      int below = (x[i] & mask) + half + (n[i] << up >> down);
      int v = (x[i] >> shift) + (below >> shift);
      x[i] = Math.max(min, Math.min(max, v));
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
    int[] k = numbers;
    int first = sample;
    switch (dither) {
      case NONE -> Arrays.fill(noise, 0, count, 0.5);
      case RPDF -> {
        for (int i = 0; i < count; i++) {
          noise[i] = 0.5 + hash(first + k[i]) * 0x1p-32;
        }
      }
      case TPDF -> {
        for (int i = 0; i < count; i++) {
          int h = hash(first + k[i]);
          noise[i] = 0.5 + ((h & 0xffff) + (h >>> 16) - 0xffff) * 0x1p-16;
        }
      }
      case TPDF_HF -> {
        for (int i = 0; i < count; i++) {
          int now = hash(first + k[i]) >> 1;
          int before = hash(first + k[i] - channels) >> 1;
          noise[i] = 0.5 + (now - before) * 0x1p-31;
        }
      }
    }
  }

  /** Dither in parts of a step of {@link #NOISE_BITS}. */
  private void makeIntNoise(int count) {
    int[] n = intNoise;
    int[] k = numbers;
    int first = sample;
    switch (dither) {
      case NONE -> Arrays.fill(n, 0, count, 0);
      case RPDF -> {
        for (int i = 0; i < count; i++) {
          n[i] = hash(first + k[i]) >> NOISE_BITS;
        }
      }
      case TPDF -> {
        for (int i = 0; i < count; i++) {
          int h = hash(first + k[i]);
          n[i] = (h & 0xffff) + (h >>> NOISE_BITS) - 0xffff;
        }
      }
      case TPDF_HF -> {
        for (int i = 0; i < count; i++) {
          int now = hash(first + k[i]) >> (NOISE_BITS + 1);
          int before = hash(first + k[i] - channels) >> (NOISE_BITS + 1);
          n[i] = (now - before) << 1;
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
