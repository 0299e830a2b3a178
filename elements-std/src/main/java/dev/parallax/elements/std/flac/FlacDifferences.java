package dev.parallax.elements.std.flac;

/** Sums of absolute differences of orders 0 to 4, by which a fixed predictor is chosen. */
final class FlacDifferences {
  private static final int MAX_ORDER = 4;

  /** So wide samples have differences of 21 bits at most, of which 512 fit into an int. */
  private static final int NARROW_BITS = 17;

  private static final int CHUNK = 512;

  private FlacDifferences() {}

  /** Sums those of the samples from the fifth on, at least one, into {@code sums}. */
  static void sum(int[] x, int size, int width, long[] sums) {
    java.util.Arrays.fill(sums, 0);
    if (width > NARROW_BITS) {
      wide(x, size, sums);
      return;
    }
    // One simple loop for each order: those the compiler makes vectors of.
    for (int at = MAX_ORDER; at < size; at += CHUNK) {
      int to = Math.min(at + CHUNK, size);
      sums[0] += order0(x, at, to);
      sums[1] += order1(x, at, to);
      sums[2] += order2(x, at, to);
      sums[3] += order3(x, at, to);
      sums[4] += order4(x, at, to);
    }
  }

  private static int order0(int[] x, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(x[i]);
    }
    return sum;
  }

  private static int order1(int[] x, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(x[i] - x[i - 1]);
    }
    return sum;
  }

  private static int order2(int[] x, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(x[i] - 2 * x[i - 1] + x[i - 2]);
    }
    return sum;
  }

  private static int order3(int[] x, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(x[i] - 3 * x[i - 1] + 3 * x[i - 2] - x[i - 3]);
    }
    return sum;
  }

  private static int order4(int[] x, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(x[i] - 4 * x[i - 1] + 6 * x[i - 2] - 4 * x[i - 3] + x[i - 4]);
    }
    return sum;
  }

  private static void wide(int[] x, int size, long[] sums) {
    for (int i = MAX_ORDER; i < size; i++) {
      long a = x[i];
      long b = x[i - 1];
      long c = x[i - 2];
      long d = x[i - 3];
      sums[0] += Math.abs(a);
      sums[1] += Math.abs(a - b);
      sums[2] += Math.abs(a - 2 * b + c);
      sums[3] += Math.abs(a - 3 * b + 3 * c - d);
      sums[4] += Math.abs(a - 4 * b + 6 * c - 4 * d + x[i - 4]);
    }
  }
}
