package dev.parallax.runtime.remote;

import java.util.function.LongSupplier;

/** How long it takes from one buffer to the next, of late. */
final class Pace {
  private static final int WEIGHT = 8;
  private static final int EACH = 16;

  private final LongSupplier clock;
  private long last;
  private long average;
  private int count;

  /** By a clock in nanoseconds. */
  Pace(LongSupplier clock) {
    this.clock = clock;
  }

  /** A buffer; the clock is looked at for one of sixteen, once they come fast. */
  void step() {
    if (average < EACH * 1_000L && ++count % EACH != 0) {
      return;
    }
    long now = clock.getAsLong();
    long steps = count == 0 ? 1 : count;
    count = 0;
    if (last != 0) {
      average += ((now - last) / steps - average) / WEIGHT;
    }
    last = now;
  }

  /** In nanoseconds; 0 at the beginning. */
  long averageNs() {
    return average;
  }
}
