package dev.parallax.elements.std.audio;

/** Coloured noise, the same in every run. */
final class NoiseWave {
  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final int ROWS = 16;

  private long state = SEED;
  private final double[] rows = new double[ROWS];
  private double rowSum;
  private int count;
  private double red;
  private double lastPink;
  private double lastWhite;

  void reset() {
    state = SEED;
    java.util.Arrays.fill(rows, 0);
    rowSum = 0;
    count = 0;
    red = 0;
    lastPink = 0;
    lastWhite = 0;
  }

  /** SplitMix64, as in {@link java.util.SplittableRandom}, without its object; 0 to 1. */
  private double random() {
    state += SEED;
    long z = state;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
  }

  /** -1 to 1. */
  double white() {
    return 2 * random() - 1;
  }

  /**
   * -1 to 1: rows of noise, each renewed half as often as the one before (Voss; the order is
   * McCartney's), and one that is new each time.
   */
  double pink() {
    count++;
    int row = Integer.numberOfTrailingZeros(count | 1 << (ROWS - 1));
    rowSum -= rows[row];
    rows[row] = white();
    rowSum += rows[row];
    return (rowSum + white()) / (ROWS + 1);
  }

  /** Mean 0, deviation 1, by Box and Muller. */
  double gaussian() {
    double magnitude = Math.sqrt(-2 * Math.log(1 - random()));
    return magnitude * Math.cos(2 * Math.PI * random());
  }

  /** -1 to 1: a sum of white noise that turns round at its bounds. */
  double red() {
    double next = red + white() / 16;
    red = next > 1 ? 2 - next : next < -1 ? -2 - next : next;
    return red;
  }

  /** -1 to 1: the differences of pink noise, of which only two rows change at a time. */
  double blue() {
    double now = pink();
    double difference = (now - lastPink) * (ROWS + 1) / 4;
    lastPink = now;
    return difference;
  }

  /** -1 to 1: the differences of white noise. */
  double violet() {
    double now = white();
    double difference = (now - lastWhite) / 2;
    lastWhite = now;
    return difference;
  }
}
