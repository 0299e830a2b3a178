package dev.parallax.elements.std.flac;

/**
 * What a predictor leaves over. Sums are 64 bits wide, so every depth takes the same way; a
 * residual that does not fit into 32 bits, which the format forbids, is noticed.
 */
final class FlacResidual {
  private static final int CHUNK = 512;

  private final long[] sums = new long[CHUNK];

  /**
   * Computes it.
   *
   * @param x samples
   * @param residual gets it at the samples' indexes
   * @param from first sample that is predicted
   * @param to after the last
   * @return whether every value fits
   */
  boolean of(int[] x, int[] residual, int from, int to, int[] coefficients, int order, int shift) {
    long high = 0;
    for (int at = from; at < to; at += CHUNK) {
      int n = Math.min(CHUNK, to - at);
      predict(x, at, n, coefficients, order);
      for (int i = 0; i < n; i++) {
        long r = x[at + i] - (sums[i] >> shift);
        residual[at + i] = (int) r;
        high |= r ^ r >> 63;
      }
    }
    // The most negative number has no positive counterpart and is not allowed either.
    return high < 0x7fff_ffffL;
  }

  private void predict(int[] x, int at, int n, int[] coefficients, int order) {
    long[] s = sums;
    java.util.Arrays.fill(s, 0);
    int j = 0;
    for (; j + 1 < order; j += 2) {
      long c0 = coefficients[j];
      long c1 = coefficients[j + 1];
      int from = at - 1 - j;
      for (int i = 0; i < n; i++) {
        s[i] += c0 * x[from + i] + c1 * x[from - 1 + i];
      }
    }
    for (; j < order; j++) {
      long c = coefficients[j];
      int from = at - 1 - j;
      for (int i = 0; i < n; i++) {
        s[i] += c * x[from + i];
      }
    }
  }
}
