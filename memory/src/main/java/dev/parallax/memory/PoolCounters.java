package dev.parallax.memory;

/**
 * Counts of a pool, apart from it, so that what a forgotten pool had given out can still be told.
 * Only the owner writes; others read for statistics.
 */
final class PoolCounters {
  final ReleaseStack released = new ReleaseStack();
  final ReturnRing returned;
  long acquisitions;
  long waits;
  long ownReleases;
  long taken;

  PoolCounters(int slots) {
    returned = new ReturnRing(slots);
  }

  /** Slots given back by others, whether the owner has taken them or not. */
  long foreignReleases() {
    return taken + released.pending() + returned.total();
  }

  /** Slots given out and not back; exact while the owner is at rest. */
  long out() {
    return acquisitions - ownReleases - foreignReleases();
  }
}
