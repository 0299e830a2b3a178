package dev.parallax.elements.std.audio.kernel;

/**
 * The continuous impulse response of a low pass, a sinc in a Kaiser window, and rows of taps that
 * sample it.
 */
final class SincFilter {
  /** Taps of a row are a multiple of this, which the loops rely on. */
  static final int MULTIPLE = 16;

  /** The most taps of a row: limits memory for ratios that come from a stream. */
  static final int MAX_TAPS = 1 << 16;

  private final int taps;
  private final double cutoff;
  private final double beta;
  private final double windowScale;

  /**
   * A filter for a ratio.
   *
   * @param in input rate
   * @param out output rate
   * @throws IllegalArgumentException when the ratio is too large
   */
  SincFilter(ResampleQuality quality, int in, int out) {
    double stretch = Math.max(1, (double) in / out);
    double wanted = quality.taps() * stretch;
    if (wanted > MAX_TAPS) {
      throw new IllegalArgumentException(
          "ratio of rates is too large in=" + in + " out=" + out + " taps=" + (long) wanted);
    }
    taps = (int) Math.ceil(wanted / MULTIPLE) * MULTIPLE;
    cutoff = quality.cutoff() / stretch;
    beta = quality.beta();
    windowScale = 1 / bessel(beta);
  }

  int taps() {
    return taps;
  }

  /**
   * Taps for an output {@code fraction} of a sample behind tap {@code taps / 2 - 1}; their sum is
   * 1.
   */
  void row(double fraction, double[] row, int at) {
    double sum = 0;
    for (int k = 0; k < taps; k++) {
      double value = response(k - (taps / 2 - 1) - fraction);
      row[at + k] = value;
      sum += value;
    }
    for (int k = 0; k < taps; k++) {
      row[at + k] /= sum;
    }
  }

  private double response(double distance) {
    double x = distance / (taps / 2.0);
    if (x <= -1 || x >= 1) {
      return 0;
    }
    double angle = Math.PI * cutoff * distance;
    double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
    return sinc * bessel(beta * Math.sqrt(1 - x * x)) * windowScale;
  }

  /** Modified Bessel function of the first kind, order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    double quarter = x * x / 4;
    for (int k = 1; term > sum * 1e-18; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
