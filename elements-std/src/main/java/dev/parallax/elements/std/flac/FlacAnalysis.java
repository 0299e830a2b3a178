package dev.parallax.elements.std.flac;

/**
 * From samples to linear predictors: window, autocorrelation, Levinson-Durbin recursion (J.
 * Makhoul, "Linear prediction: a tutorial review", Proc. IEEE 63, 1975), quantisation.
 *
 * <p>The windowed signal is single precision and sums are double: arrays of different types, whose
 * loops the compiler can make vectors of.
 */
final class FlacAnalysis {
  static final int MAX_ORDER = 32;

  /** Predictors with this shift or less can be written (RFC 9639 section 9.2.6). */
  private static final int MAX_SHIFT = 15;

  /** Sums that are kept apart while a lag is summed up. */
  private static final int LANES = 64;

  /** Part of a window's length in which it rises and falls. */
  private static final double TAPER = 0.5;

  private final double[] lanes = new double[LANES];
  private final double[] correlation = new double[MAX_ORDER + 1];
  private final double[] recursion = new double[MAX_ORDER];
  private final double[] mirror = new double[MAX_ORDER];
  private final double[][] predictors = new double[MAX_ORDER][];
  private final double[] errors = new double[MAX_ORDER];

  private float[] windowed = new float[0];

  /** The window for {@link #windowLength} samples. */
  private float[] window = new float[0];

  private int windowLength;

  /** Coefficients of the last {@link #quantise}. */
  final int[] coefficients = new int[MAX_ORDER];

  /** Shift of the last {@link #quantise}. */
  int shift;

  FlacAnalysis() {
    for (int i = 0; i < MAX_ORDER; i++) {
      predictors[i] = new double[i + 1];
    }
  }

  /**
   * Computes the predictors of orders 1 to {@code maxOrder}.
   *
   * @param x samples from {@code from} to {@code to}
   * @return highest order that has one; 0 for silence
   */
  int analyse(int[] x, int from, int to, int maxOrder) {
    int length = to - from;
    tukey(length);
    int padded = length + LANES + MAX_ORDER;
    if (windowed.length < padded) {
      windowed = new float[padded];
    }
    for (int i = 0; i < length; i++) {
      windowed[i] = x[from + i] * window[i];
    }
    java.util.Arrays.fill(windowed, length, padded, 0);
    for (int lag = 0; lag <= maxOrder; lag++) {
      correlation[lag] = correlate(windowed, length, lag);
    }
    return correlation[0] == 0 ? 0 : levinson(maxOrder);
  }

  private double correlate(float[] w, int length, int lag) {
    double[] sums = lanes;
    java.util.Arrays.fill(sums, 0);
    for (int at = 0; at < length; at += LANES) {
      for (int i = 0; i < LANES; i++) {
        sums[i] += (double) w[at + i] * (double) w[at + i + lag];
      }
    }
    double sum = 0;
    for (int i = 0; i < LANES; i++) {
      sum += sums[i];
    }
    return sum;
  }

  /** A Tukey window: flat, with half a cosine at each end. */
  private void tukey(int length) {
    if (windowLength == length) {
      return;
    }
    if (window.length < length) {
      window = new float[length];
    }
    int slope = (int) (TAPER / 2 * length) - 1;
    java.util.Arrays.fill(window, 0, length, 1);
    for (int i = 0; i <= slope; i++) {
      float value = (float) (0.5 - 0.5 * Math.cos(Math.PI * i / slope));
      window[i] = value;
      window[length - 1 - i] = value;
    }
    windowLength = length;
  }

  private int levinson(int maxOrder) {
    double error = correlation[0];
    for (int i = 0; i < maxOrder; i++) {
      double r = -correlation[i + 1];
      for (int j = 0; j < i; j++) {
        r -= recursion[j] * correlation[i - j];
      }
      r /= error;
      System.arraycopy(recursion, 0, mirror, 0, i);
      for (int j = 0; j < i; j++) {
        recursion[j] += r * mirror[i - 1 - j];
      }
      recursion[i] = r;
      error *= 1 - r * r;
      for (int j = 0; j <= i; j++) {
        predictors[i][j] = -recursion[j];
      }
      errors[i] = error;
      if (!(error > 0)) {
        return i + 1;
      }
    }
    return maxOrder;
  }

  /**
   * The order that is likely to need the fewest bits.
   *
   * @param highest what {@link #analyse} gave
   * @param size samples of the block
   * @param orderBits bits that one more coefficient costs
   */
  int bestOrder(int highest, int size, int orderBits) {
    int best = 1;
    double fewest = Double.MAX_VALUE;
    for (int order = 1; order <= highest; order++) {
      double bits = errors[order - 1] > 0 ? Math.log(errors[order - 1] / size) / (2 * LN_2) : 0;
      double total = Math.max(bits, 0) * (size - order) + (double) order * orderBits;
      if (total < fewest) {
        fewest = total;
        best = order;
      }
    }
    return best;
  }

  private static final double LN_2 = Math.log(2);

  /**
   * Whether the rounding of coefficients by {@link #quantise} costs clearly more than what the
   * exact predictor leaves over, as for pure tones.
   */
  boolean isRough(int order) {
    double rounding = correlation[0] * order / (12.0 * (1L << 2 * shift));
    return rounding > 4 * errors[order - 1];
  }

  /**
   * Makes the predictor of this order one of whole numbers, in {@link #coefficients} and {@link
   * #shift}. Rounding errors are carried on from coefficient to coefficient.
   *
   * @param precision bits of a coefficient with its sign
   * @return whether there is one
   */
  boolean quantise(int order, int precision) {
    double[] exact = predictors[order - 1];
    double largest = 0;
    for (int i = 0; i < order; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
    }
    if (!(largest > 0) || largest > 1 << 20) {
      return false;
    }
    int most = (1 << (precision - 1)) - 1;
    shift = Math.min(precision - 2 - Math.getExponent(largest), MAX_SHIFT);
    double scale = shift >= 0 ? 1 << shift : 1.0 / (1 << -shift);
    shift = Math.max(shift, 0);
    double error = 0;
    for (int i = 0; i < order; i++) {
      error += exact[i] * scale;
      int rounded = (int) Math.clamp(Math.rint(error), -most - 1, most);
      error -= rounded;
      coefficients[i] = rounded;
    }
    return true;
  }
}
