package dev.parallax.elements.std.audio;

/** Samples of a time. */
final class IntervalFrames {
  private static final double NS = 1e9;

  private IntervalFrames() {}

  /** The nearest number, at least 1. */
  static long of(long ns, int rate) {
    return Math.max(1, (long) Math.rint(ns / NS * rate));
  }
}
