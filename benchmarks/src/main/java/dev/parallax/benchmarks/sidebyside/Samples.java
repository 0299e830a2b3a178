package dev.parallax.benchmarks.sidebyside;

import java.util.Arrays;

/**
 * Values of one quantity, one per round, in ascending order.
 *
 * <p>The median stands for them, because a round that another process disturbed is an outlier on
 * one side only; minimum and maximum show how much the rounds differed.
 */
record Samples(double[] sorted) {
  Samples {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    for (double value : sorted) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("sample is not a number value=" + value);
      }
    }
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min() {
    return sorted[0];
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  int count() {
    return sorted.length;
  }
}
