package dev.parallax.memory;

import java.util.function.BooleanSupplier;

/**
 * The one place where a domain waits. Ringing is cheap when nobody sleeps: a fence and a plain read.
 *
 * <p>Publish first, then {@link #ring}: the sleeper checks its condition after it has announced its sleep, so no ring
 * is lost.
 */
public abstract class Doorbell implements AutoCloseable {
  /** For threads of the platform: spins, then sleeps in a futex. */
  public static Doorbell futex() {
    throw new IllegalStateException();
  }

  /** For virtual threads: parks. */
  public static Doorbell park() {
    throw new IllegalStateException();
  }

  /**
   * Waits until {@code ready} is true, the bell was rung without need, or the deadline passed. Only the owning thread.
   *
   * @param ready checked before sleeping and after waking
   * @param deadlineNs {@link System#nanoTime} value, or {@link Long#MAX_VALUE} for none
   * @return whether {@code ready} was true
   */
  public abstract boolean await(BooleanSupplier ready, long deadlineNs);

  /**
   * As {@link #await}, and also until {@code fd} is readable.
   *
   * @param fd file descriptor
   */
  public abstract boolean awaitReadable(int fd, BooleanSupplier ready, long deadlineNs);

  /** Wakes the sleeper, if any. Any thread. */
  public abstract void ring();

  /** Sets how often {@link #await} checks before it sleeps. */
  public abstract void spins(int iterations);

  @Override
  public abstract void close();
}
