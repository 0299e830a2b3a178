package dev.parallax.elements.std.flac;

/**
 * Turns residuals into samples (RFC 9639 sections 9.2.5 and 9.2.6), in place: before, {@code x}
 * holds warm-up samples up to {@code from} and residuals from there on. 32-bit arithmetic is used
 * where a valid stream can't overflow it.
 */
final class FlacPredictor {
  private FlacPredictor() {}

  /** Fixed predictor; sums fit in 32 bits when samples have at most 28. */
  static void fixed(int[] x, int from, int to, int order) {
    switch (order) {
      case 1 -> {
        for (int i = from; i < to; i++) {
          x[i] += x[i - 1];
        }
      }
      case 2 -> {
        for (int i = from; i < to; i++) {
          x[i] += 2 * x[i - 1] - x[i - 2];
        }
      }
      case 3 -> {
        for (int i = from; i < to; i++) {
          x[i] += 3 * (x[i - 1] - x[i - 2]) + x[i - 3];
        }
      }
      case 4 -> {
        for (int i = from; i < to; i++) {
          x[i] += 4 * (x[i - 1] + x[i - 3]) - 6 * x[i - 2] - x[i - 4];
        }
      }
      default -> {
        // order 0: residuals are the samples
      }
    }
  }

  /** Coefficients of a fixed predictor, for the wide path: the newest sample first, shift 0. */
  static int fixedCoefficients(int order, int[] target) {
    switch (order) {
      case 1 -> target[0] = 1;
      case 2 -> {
        target[0] = 2;
        target[1] = -1;
      }
      case 3 -> {
        target[0] = 3;
        target[1] = -3;
        target[2] = 1;
      }
      case 4 -> {
        target[0] = 4;
        target[1] = -6;
        target[2] = 4;
        target[3] = -1;
      }
      default -> {
        // order 0 has none
      }
    }
    return order;
  }

  /**
   * Linear predictor with 32-bit sums.
   *
   * @param x with room for 32 values before the first sample: kernels look back further than {@code
   *     order}
   * @param c coefficients, the newest sample first, zero from {@code order} to 32
   */
  static void lpc(int[] x, int from, int to, int[] c, int order, int shift) {
    if (order <= 4) {
      lpc4(x, from, to, c, shift);
    } else if (order <= 8) {
      lpc8(x, from, to, c, shift);
    } else if (order <= 12) {
      lpc12(x, from, to, c, shift);
    } else {
      lpcAny(x, from, to, c, order, shift);
    }
  }

  private static void lpc4(int[] x, int from, int to, int[] c, int shift) {
    int c0 = c[0];
    int c1 = c[1];
    int c2 = c[2];
    int c3 = c[3];
    for (int i = from; i < to; i++) {
      int sum = c0 * x[i - 1] + c1 * x[i - 2] + c2 * x[i - 3] + c3 * x[i - 4];
      x[i] += sum >> shift;
    }
  }

  private static void lpc8(int[] x, int from, int to, int[] c, int shift) {
    int c0 = c[0];
    int c1 = c[1];
    int c2 = c[2];
    int c3 = c[3];
    int c4 = c[4];
    int c5 = c[5];
    int c6 = c[6];
    int c7 = c[7];
    for (int i = from; i < to; i++) {
      int old = c7 * x[i - 8] + c6 * x[i - 7] + c5 * x[i - 6] + c4 * x[i - 5];
      int sum = old + c3 * x[i - 4] + c2 * x[i - 3] + c1 * x[i - 2] + c0 * x[i - 1];
      x[i] += sum >> shift;
    }
  }

  private static void lpc12(int[] x, int from, int to, int[] c, int shift) {
    int c0 = c[0];
    int c1 = c[1];
    int c2 = c[2];
    int c3 = c[3];
    int c4 = c[4];
    int c5 = c[5];
    int c6 = c[6];
    int c7 = c[7];
    int c8 = c[8];
    int c9 = c[9];
    int c10 = c[10];
    int c11 = c[11];
    for (int i = from; i < to; i++) {
      int old = c11 * x[i - 12] + c10 * x[i - 11] + c9 * x[i - 10] + c8 * x[i - 9];
      int mid = c7 * x[i - 8] + c6 * x[i - 7] + c5 * x[i - 6] + c4 * x[i - 5];
      int sum = old + mid + c3 * x[i - 4] + c2 * x[i - 3] + c1 * x[i - 2] + c0 * x[i - 1];
      x[i] += sum >> shift;
    }
  }

  private static void lpcAny(int[] x, int from, int to, int[] c, int order, int shift) {
    for (int i = from; i < to; i++) {
      int sum = 0;
      for (int k = 0; k < order; k++) {
        sum += c[k] * x[i - 1 - k];
      }
      x[i] += sum >> shift;
    }
  }

  /** Linear predictor with 64-bit sums. */
  static void lpcLong(int[] x, int from, int to, int[] c, int order, int shift) {
    for (int i = from; i < to; i++) {
      long sum = 0;
      for (int k = 0; k < order; k++) {
        sum += (long) c[k] * x[i - 1 - k];
      }
      x[i] += (int) (sum >> shift);
    }
  }

  /** Linear predictor for samples of 33 bits: residuals come from {@code residual}. */
  static void lpcWide(long[] x, int[] residual, int from, int to, int[] c, int order, int shift) {
    for (int i = from; i < to; i++) {
      long sum = 0;
      for (int k = 0; k < order; k++) {
        sum += c[k] * x[i - 1 - k];
      }
      x[i] = residual[i] + (sum >> shift);
    }
  }
}
