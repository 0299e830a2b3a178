package dev.parallax.memory;

import java.util.function.BooleanSupplier;

/**
 * The one place where a domain waits. Ringing is cheap when nobody sleeps: a fence and a plain
 * read.
 *
 * <p>Publish first, then {@link #ring}: the sleeper checks its condition after it has announced its
 * sleep, so no ring is lost. A ring that comes while nobody sleeps is not remembered: what it
 * stands for must be seen by the condition.
 */
public abstract class Doorbell implements AutoCloseable {
  /** Pauses before sleeping, unless {@link #spins} says otherwise. */
  public static final int DEFAULT_SPINS = 200;

  Doorbell() {}

  /** For threads of the platform: spins, then sleeps in a futex. */
  public static Doorbell futex() {
    return new FutexDoorbell();
  }

  /** For virtual threads: parks. */
  public static Doorbell park() {
    return new ParkDoorbell();
  }

  /**
   * Waits until {@code ready} is true, the bell was rung without need, or the deadline passed. Only
   * the owning thread.
   *
   * @param ready checked before sleeping and after waking
   * @param deadlineNs {@link System#nanoTime} value, or {@link Long#MAX_VALUE} for none
   * @return whether {@code ready} was true
   */
  public abstract boolean await(BooleanSupplier ready, long deadlineNs);

  /**
   * As {@link #await}, and also until {@code fd} is readable, at its end, or in error.
   *
   * @param fd file descriptor, that stays open during the call
   */
  public abstract boolean awaitReadable(int fd, BooleanSupplier ready, long deadlineNs);

  /**
   * Also wakes for what another process has: the waits that follow sleep on this word, too. What it
   * stands for must be part of their condition. Only the owning thread.
   *
   * @throws IllegalStateException when the bell is one for virtual threads, or has 127 words
   */
  public void watch(WakeWord word) {
    throw new IllegalStateException(
        "a virtual thread can't wait for another process; use a platform thread's doorbell");
  }

  /** Ends {@link #watch}; its memory may then go. Only the owning thread. */
  public void unwatch(WakeWord word) {}

  /** Wakes the sleeper, if any. Any thread. */
  public abstract void ring();

  /**
   * Sets how many pauses a wait takes before it sleeps, with looks between them (at the condition
   * and the descriptor) that grow rarer; without a descriptor up to forty times as many after
   * sleeps that were over at once. 0: sleep at once. Any thread.
   */
  public abstract void spins(int iterations);

  /** Frees what the bell holds; nobody may wait any more, ringing stays harmless. Idempotent. */
  @Override
  public abstract void close();
}
