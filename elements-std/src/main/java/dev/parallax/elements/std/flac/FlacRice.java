package dev.parallax.elements.std.flac;

import java.util.Arrays;

/**
 * Chooses partitions and Rice parameters for a residual (RFC 9639 section 9.2.7), and writes it.
 * The number of bits is estimated from the sum of each partition, which is right but for some
 * hundredths of a per cent.
 */
final class FlacRice {
  private static final int MAX_ORDER = 15;

  /** Largest parameter of four bits; the next one is an escape, which is not used. */
  private static final int MAX_SHORT = 14;

  private static final int MAX_PARAMETER = 30;

  /** Sums of all partition orders: those of order p start at 2^p. */
  private long[] sums = new long[2];

  private int[] tried = new int[1];
  private int[] parameters = new int[1];
  private int order;
  private boolean wide;

  /**
   * Chooses.
   *
   * @param residual from {@code first} on, {@code size} entries with those before {@code warmUp}
   *     unused
   * @param maxOrder highest partition order to try
   * @return estimated number of bits
   */
  long choose(int[] residual, int first, int size, int warmUp, int maxOrder) {
    int finest = finest(size, warmUp, Math.min(maxOrder, MAX_ORDER));
    room(finest);
    sum(residual, first, size, warmUp, finest);
    long best = Long.MAX_VALUE;
    for (int p = finest; p >= 0; p--) {
      long bits = partitions(p, size >>> p, warmUp);
      if (bits < best) {
        best = bits;
        order = p;
        int[] chosen = tried;
        tried = parameters;
        parameters = chosen;
      }
    }
    wide = isWide(parameters, 1 << order);
    return best;
  }

  private static int finest(int size, int warmUp, int maxOrder) {
    int finest = Math.min(maxOrder, Integer.numberOfTrailingZeros(size));
    while (finest > 0 && size >>> finest <= warmUp) {
      finest--;
    }
    return finest;
  }

  private void room(int finest) {
    if (tried.length < 1 << finest) {
      tried = new int[1 << finest];
      parameters = new int[1 << finest];
      sums = new long[2 << finest];
    }
  }

  private void sum(int[] residual, int first, int size, int warmUp, int finest) {
    int length = size >>> finest;
    int from = first + warmUp;
    int to = first + length;
    int leaves = 1 << finest;
    for (int i = 0; i < leaves; i++) {
      long sum = 0;
      for (int j = from; j < to; j++) {
        sum += (residual[j] << 1 ^ residual[j] >> 31) & 0xffff_ffffL;
      }
      sums[leaves + i] = sum;
      from = to;
      to += length;
    }
    for (int i = leaves - 1; i > 0; i--) {
      sums[i] = sums[2 * i] + sums[2 * i + 1];
    }
  }

  private long partitions(int p, int length, int warmUp) {
    int count = 1 << p;
    long bits = 6;
    for (int i = 0; i < count; i++) {
      long sum = sums[count + i];
      int n = i == 0 ? length - warmUp : length;
      int k = parameter(sum, n);
      tried[i] = k;
      bits += cost(sum, n, k);
    }
    return bits + (isWide(tried, count) ? 5L : 4L) * count;
  }

  private static boolean isWide(int[] k, int count) {
    for (int i = 0; i < count; i++) {
      if (k[i] > MAX_SHORT) {
        return true;
      }
    }
    return false;
  }

  private static int parameter(long sum, int n) {
    if (n == 0 || sum < n) {
      return 0;
    }
    int k = Math.min(63 - Long.numberOfLeadingZeros(sum / n), MAX_PARAMETER);
    return k > 0 && cost(sum, n, k - 1) < cost(sum, n, k) ? k - 1 : k;
  }

  /** The quotients sum up to less than sum/2^k, since about half a unit of each is cut off. */
  private static long cost(long sum, int n, int k) {
    long quotients = k == 0 ? sum : Math.max(0, (sum >>> k) - (n >>> 1) + (n >>> (k + 1)));
    return (long) n * (k + 1) + quotients;
  }

  /** Writes the residual for which the last choice was made. */
  void write(FlacBitWriter out, int[] residual, int first, int size, int warmUp) {
    out.bits(wide ? 1 : 0, 2);
    out.bits(order, 4);
    int length = size >>> order;
    int from = first + warmUp;
    int to = first + length;
    for (int i = 0; i < 1 << order; i++) {
      out.bits(parameters[i], wide ? 5 : 4);
      out.rice(residual, from, to, parameters[i]);
      from = to;
      to += length;
    }
  }

  @Override
  public String toString() {
    return "order="
        + order
        + " parameters="
        + Arrays.toString(Arrays.copyOf(parameters, 1 << order));
  }
}
