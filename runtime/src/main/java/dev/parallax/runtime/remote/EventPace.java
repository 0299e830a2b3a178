package dev.parallax.runtime.remote;

import dev.parallax.runtime.element.Event;

/**
 * How fast the events of another process may come: so many bytes of the heap in a second. Events
 * are never dropped, so whoever sends more is not listened to until the second is over, and waits
 * then. One thread.
 */
final class EventPace {
  /** Far more than any stream has: an event of ten texts for each of 30,000 buffers. */
  static final long BYTES_PER_SECOND = 64L << 20;

  private static final long SECOND_NS = 1_000_000_000L;

  private long second;
  private long bytes;

  /**
   * An event has come.
   *
   * @param nowNs a time of {@link System#nanoTime}
   */
  void came(Event event, long nowNs) {
    if (bytes == 0 || nowNs - second >= SECOND_NS) {
      second = nowNs;
      bytes = 0;
    }
    bytes += EventHeap.bytes(event);
  }

  /** Whether no more may come in this second. */
  boolean isOver(long nowNs) {
    return bytes >= BYTES_PER_SECOND && nowNs - second < SECOND_NS;
  }

  /** As the other, without a look at the clock in a stream as it should be. */
  boolean isOver() {
    return bytes >= BYTES_PER_SECOND && isOver(System.nanoTime());
  }
}
