package dev.parallax.runtime.remote;

import java.time.Duration;

/**
 * Ends a process that does not get on with a call. Its host's thread looks, while it waits for it
 * or has nothing to do, some times within the limit, and the process hangs when it showed nothing
 * new at any of these looks: so a host that was stopped itself, or busy, blames nobody.
 */
final class HangWatch {
  private static final int LOOKS = 8;

  private final Peer peer;
  private final long limitMs;
  private final long periodNs;
  private long next;
  private boolean moved;
  private int quiet;

  /**
   * @param limit zero: it may hang
   */
  HangWatch(Peer peer, Duration limit) {
    this.peer = peer;
    limitMs = limit.toMillis();
    periodNs = limit.toNanos() / LOOKS;
    next = System.nanoTime() + periodNs;
  }

  /** It got on, or was given something new to do. */
  void moved() {
    moved = true;
  }

  /** Whether it is time for a {@link #look}. */
  boolean isDue() {
    return periodNs > 0 && next - System.nanoTime() <= 0;
  }

  /**
   * Looks, if it is time.
   *
   * @param busy whether it has something to do, and is not waiting for anybody
   */
  void look(boolean busy) {
    if (!isDue()) {
      return;
    }
    next = System.nanoTime() + periodNs;
    if (moved || !busy) {
      moved = false;
      quiet = 0;
    } else if (++quiet == LOOKS + 1) {
      peer.kill("hangs: made no progress for ms=" + limitMs);
    }
  }
}
