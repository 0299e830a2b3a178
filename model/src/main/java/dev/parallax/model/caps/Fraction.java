package dev.parallax.model.caps;

/**
 * A reduced fraction, numerator at least 0 and denominator at least 1, such as a frame rate. {@code
 * 0/1} means "variable".
 *
 * @param num numerator
 * @param den denominator
 */
public record Fraction(int num, int den) implements Comparable<Fraction> {
  /** The fraction 0/1. */
  public static final Fraction ZERO = new Fraction(0, 1);

  /** Reduces the fraction. */
  public Fraction {
    if (num < 0 || den <= 0) {
      throw new IllegalArgumentException("fraction out of range num=" + num + " den=" + den);
    }
    int g = gcd(num, den);
    num /= g;
    den /= g;
  }

  /** Parses {@code "30/1"} or {@code "30"}. */
  public static Fraction parse(String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 0
          ? new Fraction(Integer.parseInt(text.strip()), 1)
          : new Fraction(
              Integer.parseInt(text.substring(0, slash).strip()),
              Integer.parseInt(text.substring(slash + 1).strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a fraction text=\"" + text + "\"", e);
    }
  }

  /** Duration of one period in nanoseconds, rounded to the nearest; 0 for {@link #ZERO}. */
  public long periodNs() {
    return num == 0 ? 0 : timeOf(1);
  }

  /** Time of the start of period {@code index} in nanoseconds, without accumulated error. */
  public long timeOf(long index) {
    return num == 0 ? 0 : scale(Math.multiplyExact(index, den), num);
  }

  /** The first period that does not begin before a time in nanoseconds; 0 for {@link #ZERO}. */
  public long firstFrom(long timeNs) {
    if (num == 0 || timeNs <= 0) {
      return 0;
    }
    double near = (double) timeNs / 1e9 * num / den;
    if (near >= Long.MAX_VALUE / den) {
      return Long.MAX_VALUE / den;
    }
    // A double may miss by some periods; the exact times decide.
    long guess = (long) near;
    while (guess > 0 && timeOf(guess - 1) >= timeNs) {
      guess--;
    }
    while (timeOf(guess) < timeNs) {
      guess++;
    }
    return guess;
  }

  @Override
  public int compareTo(Fraction o) {
    return Long.compare((long) num * o.den, (long) o.num * den);
  }

  @Override
  public String toString() {
    return num + "/" + den;
  }

  /** {@code periods * 1e9 / num}, rounded, without overflow of the product. */
  private static long scale(long periods, long num) {
    long whole = periods / num;
    long rest = periods % num;
    return Math.addExact(
        Math.multiplyExact(whole, 1_000_000_000L), (rest * 1_000_000_000L + num / 2) / num);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
