package dev.parallax.runtime.exec;

/**
 * Time spent running, in one piece, so that a reader never sees half a change.
 *
 * @param isRunning whether it goes on
 * @param before nanoseconds until it stood or began to run
 * @param since {@link System#nanoTime} of that
 */
record RunningTime(boolean isRunning, long before, long since) {
  static final RunningTime ZERO = new RunningTime(false, 0, 0);

  long now() {
    return isRunning ? before + System.nanoTime() - since : before;
  }

  RunningTime resumed() {
    return new RunningTime(true, now(), System.nanoTime());
  }

  RunningTime paused() {
    return new RunningTime(false, now(), 0);
  }

  /** From zero, running or standing as before. */
  RunningTime restarted() {
    return new RunningTime(isRunning, 0, System.nanoTime());
  }
}
