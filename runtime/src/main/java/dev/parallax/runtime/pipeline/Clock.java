package dev.parallax.runtime.pipeline;

/**
 * The time that a pipeline lives by: that of {@code Context.now()}, of running times, and of
 * everything that elements wait for. {@link #MONOTONIC} unless {@link Pipeline#clock} gives
 * another, for instance one that a test moves. Patience with sockets and other processes is not
 * counted by it.
 */
@FunctionalInterface
public interface Clock {
  /** {@link System#nanoTime}. */
  Clock MONOTONIC = System::nanoTime;

  /** Nanoseconds from any origin; never less than before. Any thread, often: allocates nothing. */
  long now();

  /**
   * Asks for {@code wake} to be run as soon as {@link #now} has come to a time, on any thread; at
   * once if it has. A new time of the same {@code wake} replaces the old one. Never called for
   * {@link #MONOTONIC}, by which the system wakes sleepers. Any thread.
   */
  default void alarm(long time, Runnable wake) {
    throw new UnsupportedOperationException("clock has no alarms clock=" + this);
  }

  /** Ends {@link #alarm}; running {@code wake} once more does no harm. Any thread. */
  default void cancel(Runnable wake) {}
}
