package dev.parallax.elements.std.audio;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Mixes the channels of interleaved samples by weights. Each output takes its weighty inputs alone,
 * four at a time, so that one pass over the frames makes a channel of the usual layouts.
 */
final class ChannelMixer {
  private final int inputs;
  private final int outputs;

  /** Of each output: the inputs whose weight is not 0, and the weights. */
  private final int[][] from;

  private final double[][] weights;
  private final float[][] singles;

  /** A mixer by {@code [out][in]}. */
  ChannelMixer(double[][] matrix) {
    outputs = matrix.length;
    inputs = matrix[0].length;
    from = new int[outputs][];
    weights = new double[outputs][];
    singles = new float[outputs][];
    for (int o = 0; o < outputs; o++) {
      double[] row = matrix[o];
      from[o] = IntStream.range(0, inputs).filter(i -> row[i] != 0).toArray();
      weights[o] = IntStream.of(from[o]).mapToDouble(i -> row[i]).toArray();
      singles[o] = new float[weights[o].length];
      for (int i = 0; i < singles[o].length; i++) {
        singles[o][i] = (float) weights[o][i];
      }
    }
  }

  /**
   * The input that each output is a copy of, -1 for silence; null when something is mixed or
   * weighted.
   */
  static int @Nullable [] copies(double[][] matrix) {
    int[] copies = new int[matrix.length];
    for (int o = 0; o < matrix.length; o++) {
      copies[o] = -1;
      for (int i = 0; i < matrix[o].length; i++) {
        if (matrix[o][i] == 0) {
          continue;
        }
        if (matrix[o][i] != 1 || copies[o] >= 0) {
          return null;
        }
        copies[o] = i;
      }
    }
    return copies;
  }

  void mix(float[] x, float[] y, int frames) {
    for (int o = 0; o < outputs; o++) {
      int[] f = from[o];
      float[] w = singles[o];
      if (inputs == 2 && outputs == 1 && f.length == 2) {
        stereoToMono(x, w, y, frames);
        return;
      }
      if (inputs == 6 && outputs == 2 && f.length == 4) {
        sixToStereo(x, f, w, y, o, frames);
        continue;
      }
      int done = begin(x, f, w, y, o, frames);
      for (; done < f.length; done++) {
        add(x, f[done], w[done], y, o, frames);
      }
    }
  }

  /** With constant strides, so that C2 checks the arrays' bounds once and not for each sample. */
  private static void stereoToMono(float[] x, float[] w, float[] y, int frames) {
    float a = w[0];
    float b = w[1];
    for (int k = 0; k < frames; k++) {
      y[k] = a * x[2 * k] + b * x[2 * k + 1];
    }
  }

  /** The same for one side of the usual mix of 5.1 channels. */
  private static void sixToStereo(float[] x, int[] f, float[] w, float[] y, int o, int frames) {
    float a = w[0];
    float b = w[1];
    float c = w[2];
    float d = w[3];
    int p = f[0];
    int q = f[1];
    int r = f[2];
    int s = f[3];
    for (int k = 0; k < frames; k++) {
      int i = 6 * k;
      y[2 * k + o] = (a * x[i + p] + b * x[i + q]) + (c * x[i + r] + d * x[i + s]);
    }
  }

  private int begin(float[] x, int[] f, float[] w, float[] y, int o, int frames) {
    int n = inputs;
    int m = outputs;
    switch (f.length) {
      case 0 -> {
        for (int k = 0, q = o; k < frames; k++, q += m) {
          y[q] = 0;
        }
        return 0;
      }
      case 1 -> {
        float a = w[0];
        for (int k = 0, p = f[0], q = o; k < frames; k++, p += n, q += m) {
          y[q] = a * x[p];
        }
        return 1;
      }
      case 2, 3 -> {
        float a = w[0];
        float b = w[1];
        int to1 = f[1] - f[0];
        for (int k = 0, p = f[0], q = o; k < frames; k++, p += n, q += m) {
          y[q] = a * x[p] + b * x[p + to1];
        }
        return 2;
      }
      default -> {
        float a = w[0];
        float b = w[1];
        float c = w[2];
        float d = w[3];
        int to1 = f[1] - f[0];
        int to2 = f[2] - f[0];
        int to3 = f[3] - f[0];
        for (int k = 0, p = f[0], q = o; k < frames; k++, p += n, q += m) {
          y[q] = (a * x[p] + b * x[p + to1]) + (c * x[p + to2] + d * x[p + to3]);
        }
        return 4;
      }
    }
  }

  private void add(float[] x, int from, float weight, float[] y, int o, int frames) {
    for (int k = 0, p = from, q = o; k < frames; k++, p += inputs, q += outputs) {
      y[q] += weight * x[p];
    }
  }

  void mix(double[] x, double[] y, int frames) {
    for (int o = 0; o < outputs; o++) {
      int[] f = from[o];
      double[] w = weights[o];
      int done = begin(x, f, w, y, o, frames);
      for (; done < f.length; done++) {
        add(x, f[done], w[done], y, o, frames);
      }
    }
  }

  private int begin(double[] x, int[] f, double[] w, double[] y, int o, int frames) {
    int n = inputs;
    int m = outputs;
    switch (f.length) {
      case 0 -> {
        for (int k = 0, q = o; k < frames; k++, q += m) {
          y[q] = 0;
        }
        return 0;
      }
      case 1 -> {
        double a = w[0];
        for (int k = 0, p = f[0], q = o; k < frames; k++, p += n, q += m) {
          y[q] = a * x[p];
        }
        return 1;
      }
      case 2, 3 -> {
        double a = w[0];
        double b = w[1];
        int to1 = f[1] - f[0];
        for (int k = 0, p = f[0], q = o; k < frames; k++, p += n, q += m) {
          y[q] = a * x[p] + b * x[p + to1];
        }
        return 2;
      }
      default -> {
        double a = w[0];
        double b = w[1];
        double c = w[2];
        double d = w[3];
        int to1 = f[1] - f[0];
        int to2 = f[2] - f[0];
        int to3 = f[3] - f[0];
        for (int k = 0, p = f[0], q = o; k < frames; k++, p += n, q += m) {
          y[q] = (a * x[p] + b * x[p + to1]) + (c * x[p + to2] + d * x[p + to3]);
        }
        return 4;
      }
    }
  }

  private void add(double[] x, int from, double weight, double[] y, int o, int frames) {
    for (int k = 0, p = from, q = o; k < frames; k++, p += inputs, q += outputs) {
      y[q] += weight * x[p];
    }
  }
}
