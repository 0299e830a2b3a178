package dev.parallax.benchmarks.links;

import dev.parallax.memory.Doorbell;
import java.util.function.BooleanSupplier;

/** How both ends wait, and whether they touch what they send. */
enum Manner {
  /** Both look again and again. */
  SPINNING,
  /** Both sleep at once when there is nothing to do. */
  BLOCKING,
  /** As spinning; one end writes every byte, and the other one reads it. */
  TOUCHING;

  /** For the ends' doorbells. */
  int spins() {
    return this == BLOCKING ? 0 : Doorbell.DEFAULT_SPINS;
  }

  /** There is nothing to do until {@code ready}. */
  void pause(Doorbell bell, BooleanSupplier ready) {
    if (this == BLOCKING) {
      boolean unused = bell.await(ready, Long.MAX_VALUE);
    } else {
      Thread.onSpinWait();
    }
  }
}
