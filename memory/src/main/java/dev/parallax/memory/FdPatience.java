package dev.parallax.memory;

/**
 * How long to look at a descriptor before sleeping until it is readable. Who writes to a descriptor
 * that somebody sleeps for has to wake the sleeper, which takes it as long as writing 64 KiB. So
 * after sleeps that were short the next look is longer. But the writer may need this very core, and
 * then looking only delays it: when the longest looks do not find anything again and again, looks
 * are short for a long time.
 */
final class FdPatience {
  /** Longest look, in times of the shortest: about 50 microseconds. */
  private static final int MOST = 16;

  private static final long SHORT_SLEEP_NS = 100_000L;

  /** Longest looks in vain, one after the other, that are enough. */
  private static final int MOST_MISSES = 8;

  /** Waits until longer looks are tried again. */
  private static final int REST = 1000;

  private int times = 1;
  private int misses;
  private int rest;

  /**
   * Pauses to look for.
   *
   * @param least of the doorbell
   */
  int pauses(int least) {
    return least * times;
  }

  /** It was readable while it was looked at. */
  void found() {
    misses = 0;
  }

  /** It was not, and a sleep followed. */
  void slept(long ns) {
    if (rest > 0) {
      rest--;
    } else if (ns > SHORT_SLEEP_NS) {
      times = 1;
    } else if (times < MOST) {
      times *= 2;
    } else if (++misses == MOST_MISSES) {
      misses = 0;
      times = 1;
      rest = REST;
    }
  }
}
