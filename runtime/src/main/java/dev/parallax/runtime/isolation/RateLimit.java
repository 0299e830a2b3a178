package dev.parallax.runtime.isolation;

/** At most so many in a second that begins with the first; used by one thread. */
final class RateLimit {
  private static final long SECOND_NS = 1_000_000_000L;

  private final int perSecond;
  private long second = Long.MIN_VALUE;
  private int count;

  RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Counts one; false when it is one too many. */
  boolean take(long nowNs) {
    if (second == Long.MIN_VALUE || nowNs - second >= SECOND_NS) {
      second = nowNs;
      count = 0;
    }
    return ++count <= perSecond;
  }
}
