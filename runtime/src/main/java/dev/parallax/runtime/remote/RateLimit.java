package dev.parallax.runtime.remote;

/** At most so many in a second that begins with the first; used by one thread. */
public final class RateLimit {
  private static final long SECOND_NS = 1_000_000_000L;

  private final int perSecond;
  private long second = Long.MIN_VALUE;
  private int count;
  private long leftOut;

  /** Lets at least one pass. */
  public RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Counts one.
   *
   * @param nowNs a time of {@link System#nanoTime}
   * @return false when it is one too many
   */
  public boolean take(long nowNs) {
    if (second == Long.MIN_VALUE || nowNs - second >= SECOND_NS) {
      second = nowNs;
      count = 0;
    }
    boolean passes = count < perSecond;
    if (passes) {
      count++;
    } else {
      leftOut++;
    }
    return passes;
  }

  /** Those that were too many. */
  public long leftOut() {
    return leftOut;
  }
}
