package dev.parallax.runtime.remote;

import java.util.ArrayDeque;

/** Restarts that are left. One thread. */
final class RestartBudget {
  private final int most;
  private final long withinNs;
  private final ArrayDeque<Long> times = new ArrayDeque<>();

  RestartBudget(RestartPolicy policy) {
    most = policy.restarts();
    withinNs = policy.within().toNanos();
  }

  /**
   * Takes one.
   *
   * @param nowNs {@link System#nanoTime}
   * @return false when none is left
   */
  boolean take(long nowNs) {
    while (!times.isEmpty() && nowNs - times.getFirst() >= withinNs) {
      times.removeFirst();
    }
    if (times.size() >= most) {
      return false;
    }
    times.addLast(nowNs);
    return true;
  }

  /** Restarts that count at the moment. */
  int used() {
    return times.size();
  }
}
