package dev.parallax.elements.std.video;

import dev.parallax.model.caps.Fraction;

/** Times of frames at a fixed rate, counted from a first one, so that nothing adds up. */
final class FrameClock {
  private Fraction rate = new Fraction(1, 1);
  private long base;
  private long count;

  /** The first frame comes at {@code time}. */
  void start(Fraction framerate, long time) {
    rate = framerate;
    base = time;
    count = 0;
  }

  /** When the next frame begins. */
  long next() {
    return base + rate.timeOf(count);
  }

  /** How long the next frame lasts. */
  long duration() {
    return rate.timeOf(count + 1) - rate.timeOf(count);
  }

  void advance() {
    count++;
  }
}
