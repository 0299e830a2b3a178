package dev.parallax.benchmarks.links;

import java.util.Arrays;

/** Percentiles of measured times. */
final class Percentile {
  private Percentile() {}

  static double of(long[] times, double percent) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * percent / 100))];
  }
}
