package dev.parallax.elements.std.timing;

/**
 * Lets units pass at a rate on average, with what was saved up in bursts. Kept as the time at which
 * everything that has passed is paid for (the virtual scheduling algorithm of ITU-T I.371, annex
 * A).
 */
final class TokenBucket {
  private final double nsPerUnit;
  private final long burstNs;
  private double paid = Double.NEGATIVE_INFINITY;

  /**
   * A full bucket.
   *
   * @param perSecond units a second, above 0
   * @param burstNs time for which units are saved up, in nanoseconds
   */
  TokenBucket(double perSecond, long burstNs) {
    nsPerUnit = 1e9 / perSecond;
    this.burstNs = burstNs;
  }

  /** When the next units may pass, whatever their number; in the past if at once. */
  long free(long now) {
    double wait = paid - burstNs - now;
    return wait <= 0 ? now : now + (long) Math.ceil(Math.min(wait, 9e18 - Math.abs((double) now)));
  }

  /** Units pass. */
  void take(double units, long now) {
    paid = Math.max(paid, now) + units * nsPerUnit;
  }
}
