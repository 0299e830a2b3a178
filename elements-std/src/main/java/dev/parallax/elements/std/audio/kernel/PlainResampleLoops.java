package dev.parallax.elements.std.audio.kernel;

/** Without vectors. One for each resampler: it has work arrays. */
final class PlainResampleLoops implements ResampleLoops {
  private static final int DOUBLE_SUMS = SincFilter.MULTIPLE;

  private final float[] singles = new float[SUMS];
  private final double[] doubles = new double[DOUBLE_SUMS];

  @Override
  public void filter(
      float[] rows, int[] rowAt, float[] x, int[] at, int length, float[] y, int count) {
    for (int j = 0; j < count; j++) {
      y[j] = product(rows, rowAt[j], x, at[j], length);
    }
  }

  @Override
  public void filter(
      float[] rows,
      int[] rowAt,
      float[] x0,
      float[] x1,
      int[] at,
      int length,
      float[] y,
      int count) {
    for (int j = 0; j < count; j++) {
      y[2 * j] = product(rows, rowAt[j], x0, at[j], length);
      y[2 * j + 1] = product(rows, rowAt[j], x1, at[j], length);
    }
  }

  private float product(float[] rows, int row, float[] x, int at, int length) {
    float[] s = singles;
    java.util.Arrays.fill(s, 0);
    for (int k = 0; k < length; k += SUMS) {
      for (int l = 0; l < SUMS; l++) {
        s[l] = Fused.add(rows[row + k + l], x[at + k + l], s[l]);
      }
    }
    for (int half = SUMS / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        s[l] += s[l + half];
      }
    }
    return s[0];
  }

  @Override
  public void filter(
      double[] rows, int[] rowAt, double[] x, int[] at, int taps, double[] y, int count) {
    double[] s = doubles;
    for (int j = 0; j < count; j++) {
      java.util.Arrays.fill(s, 0);
      for (int k = 0; k < taps; k += DOUBLE_SUMS) {
        int r = rowAt[j] + k;
        int a = at[j] + k;
        for (int l = 0; l < DOUBLE_SUMS; l++) {
          s[l] = Fused.add(rows[r + l], x[a + l], s[l]);
        }
      }
      for (int half = DOUBLE_SUMS / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          s[l] += s[l + half];
        }
      }
      y[j] = s[0];
    }
  }

  @Override
  public void filter(
      double[] rows,
      int[] rowAt,
      double[] x0,
      double[] x1,
      int[] at,
      int taps,
      double[] y0,
      double[] y1,
      int count) {
    filter(rows, rowAt, x0, at, taps, y0, count);
    filter(rows, rowAt, x1, at, taps, y1, count);
  }

  @Override
  public void blend(float[] rows, int at, int taps, double[] weights, float[] row, int rowAt) {
    float a = (float) weights[0];
    float b = (float) weights[1];
    float c = (float) weights[2];
    float d = (float) weights[3];
    for (int k = 0; k < taps; k++) {
      int i = at + k;
      row[rowAt + k] =
          (a * rows[i] + b * rows[i + taps]) + (c * rows[i + 2 * taps] + d * rows[i + 3 * taps]);
    }
  }

  @Override
  public void blend(double[] rows, int at, int taps, double[] weights, double[] row, int rowAt) {
    double a = weights[0];
    double b = weights[1];
    double c = weights[2];
    double d = weights[3];
    for (int k = 0; k < taps; k++) {
      int i = at + k;
      row[rowAt + k] =
          (a * rows[i] + b * rows[i + taps]) + (c * rows[i + 2 * taps] + d * rows[i + 3 * taps]);
    }
  }
}
