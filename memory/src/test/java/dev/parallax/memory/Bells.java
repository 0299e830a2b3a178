package dev.parallax.memory;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Helpers of this package's tests. */
final class Bells {
  private static final long LIMIT_NS = 20_000_000_000L;

  private Bells() {}

  /** Waits for a condition that another thread makes true. */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_NS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within 20 s: " + what);
      }
      Thread.yield();
    }
  }

  static Buffer acquire(FixedBufferPool pool) {
    return Objects.requireNonNull(pool.tryAcquire(), "pool is empty");
  }

  static FixedBufferPool owned(String name, int slotBytes, int slots) {
    FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of(name, slotBytes, slots), false);
    pool.own(Doorbell.futex());
    return pool;
  }

  /** Runs on a thread of its own and gives what it threw, or null. */
  static @Nullable Throwable failureOnOtherThread(Runnable task) throws InterruptedException {
    @Nullable Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(() -> {
          try {
            task.run();
          } catch (Throwable t) {
            thrown[0] = t;
          }
        });
    thread.start();
    thread.join();
    return thrown[0];
  }
}
