package dev.parallax.memory;

import org.jspecify.annotations.Nullable;

/** Slots of one arena, written by this process, acquired by one thread and released by any. */
public final class FixedBufferPool implements AutoCloseable {
  private FixedBufferPool() {}

  /** Makes the arena and its slots. */
  public static FixedBufferPool create(PoolConfig config) {
    throw new IllegalStateException();
  }

  /**
   * Makes the calling thread the only one that may acquire, until the next call.
   *
   * @param bell rung when another thread has given a slot back while {@link #tryAcquire} had found none
   */
  public void own(Doorbell bell) {
    throw new IllegalStateException();
  }

  /**
   * A buffer over a free slot: empty range at offset 0, no times, no flags; or null when all are in use. Only the
   * owner.
   */
  public @Nullable Buffer tryAcquire() {
    throw new IllegalStateException();
  }

  /** Whether {@link #tryAcquire} would succeed. Only the owner. */
  public boolean hasFree() {
    throw new IllegalStateException();
  }

  /** Bytes of a slot. */
  public long slotBytes() {
    throw new IllegalStateException();
  }

  /** Counters; any thread. */
  public PoolStats stats() {
    throw new IllegalStateException();
  }

  /** Unmaps the arena when the last slot is back; no acquisition afterwards. */
  @Override
  public void close() {
    throw new IllegalStateException();
  }
}
