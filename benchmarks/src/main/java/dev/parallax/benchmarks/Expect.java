package dev.parallax.benchmarks;

/** A benchmark's check of its own answer. */
final class Expect {
  private Expect() {}

  /**
   * Compares.
   *
   * @throws IllegalStateException when they differ
   */
  static void equal(String what, long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException(
          "benchmark gave a wrong answer: " + what + " expected=" + expected + " found=" + found);
    }
  }
}
