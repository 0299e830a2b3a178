package dev.parallax.runtime.exec;

/**
 * Time spent running, in one piece, so that a reader never sees half a change.
 *
 * @param isRunning whether it goes on
 * @param before nanoseconds until it stood or began to run
 * @param since the clock's time of that
 */
record RunningTime(boolean isRunning, long before, long since) {
  static final RunningTime ZERO = new RunningTime(false, 0, 0);

  long at(long now) {
    return isRunning ? before + now - since : before;
  }

  RunningTime resumed(long now) {
    return new RunningTime(true, at(now), now);
  }

  RunningTime paused(long now) {
    return new RunningTime(false, at(now), 0);
  }

  /** From zero, running or standing as before. */
  RunningTime restarted(long now) {
    return new RunningTime(isRunning, 0, now);
  }
}
