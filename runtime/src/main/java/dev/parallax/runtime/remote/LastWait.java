package dev.parallax.runtime.remote;

/** The pipeline ends: what an element is at may take a while then, and no longer. One thread. */
final class LastWait {
  private static final long PATIENCE_NS = 2_000_000_000L;
  private static final long NAP_NS = 100_000_000L;

  private boolean begun;
  private long until;

  boolean hasBegun() {
    return begun;
  }

  /** From now on, anew if it has begun before. */
  void begin() {
    begun = true;
    until = System.nanoTime() + PATIENCE_NS;
  }

  /** Whether the time is over; once it has begun. */
  boolean isOver() {
    return until - System.nanoTime() <= 0;
  }

  /** Until when to sleep, for a part of the time that is left. */
  long napUntil() {
    long nap = System.nanoTime() + NAP_NS;
    return until - nap < 0 ? until : nap;
  }
}
