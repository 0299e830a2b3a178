package dev.parallax.runtime.isolation.control;

/**
 * How many messages a peer may send: a burst, then so many a second. One peer, one thread.
 *
 * <p>A child that sends more is stopped; a host is never limited. Times are those of {@link
 * System#nanoTime}.
 */
public final class ControlRate {
  /** Messages that may come at once. */
  public static final int BURST = 64;

  /** Messages a second, in the long run. */
  public static final int PER_SECOND = 100;

  private static final long NS_PER_MESSAGE = 1_000_000_000L / PER_SECOND;

  /** Time for which messages have been admitted; it runs ahead of the clock by at most a burst. */
  private long paidUntilNs;

  private long refused;

  /** A peer that has sent nothing yet. */
  public ControlRate(long nowNs) {
    paidUntilNs = nowNs;
  }

  /** Whether one more message may come now; false is counted. */
  public boolean admit(long nowNs) {
    if (nowNs - paidUntilNs > 0) {
      paidUntilNs = nowNs;
    }
    if (paidUntilNs - nowNs > (BURST - 1) * NS_PER_MESSAGE) {
      refused++;
      return false;
    }
    paidUntilNs += NS_PER_MESSAGE;
    return true;
  }

  /** Messages that were refused. */
  public long refused() {
    return refused;
  }
}
