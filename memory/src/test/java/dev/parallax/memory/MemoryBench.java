package dev.parallax.memory;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Costs of the hot operations, run by hand:
 *
 * <pre>
 * mvn -q -pl memory -am test-compile
 * java --enable-native-access=ALL-UNNAMED \
 *   -cp memory/target/test-classes:memory/target/classes:native-glue/target/classes \
 *   dev.parallax.memory.MemoryBench
 * </pre>
 *
 * The last of several rounds counts. Each round checks that every slot came home.
 */
public final class MemoryBench {
  private static final int ROUNDS = 6;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private MemoryBench() {}

  private interface Round {
    void run(int n) throws Exception;
  }

  /** No arguments. */
  public static void main(String[] args) throws Exception {
    measure("acquire+close, owner", 100_000_000, MemoryBench::acquireClose);
    measure("share+close, sole holder", 50_000_000, MemoryBench::shareClose);
    measure("share+close, two holders", 50_000_000, MemoryBench::shareCloseHeld);
    measure("link hop, two threads, Object", 20_000_000, MemoryBench::hop);
    measure("acquire, hop, close by the other", 10_000_000, MemoryBench::foreignRelease);
    measure("close by another thread alone", 20_000_000, MemoryBench::foreignClose);
    measure("ring, nobody asleep", 50_000_000, MemoryBench::ring);
    measure(
        "futex wake-up, round trip", 50_000, n -> pingPong(n, Doorbell.futex(), Doorbell.futex()));
  }

  private static void measure(String what, int n, Round round) throws Exception {
    double best = Double.MAX_VALUE;
    double last = 0;
    long allocated = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      round.run(n);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      last = (System.nanoTime() - start) / (double) n;
      best = Math.min(best, last);
    }
    System.out.printf(
        "%-34s last %8.2f ns  best %8.2f ns  allocated %.3f bytes%n",
        what, last, best, allocated / (double) n);
  }

  private static FixedBufferPool pool(int slots, Doorbell bell) {
    FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of("bench", 4096, slots), false);
    pool.own(bell);
    return pool;
  }

  private static void checkHome(FixedBufferPool pool) {
    if (pool.stats().available() != pool.slots()) {
      throw new AssertionError("slots are missing: " + pool.stats());
    }
  }

  private static void acquireClose(int n) {
    try (Doorbell bell = Doorbell.futex();
        FixedBufferPool pool = pool(8, bell)) {
      for (int i = 0; i < n; i++) {
        Buffer b = Objects.requireNonNull(pool.tryAcquire());
        b.pts(i);
        b.close();
      }
      checkHome(pool);
    }
  }

  private static void shareClose(int n) {
    try (Doorbell bell = Doorbell.futex();
        FixedBufferPool pool = pool(8, bell)) {
      Buffer held = Objects.requireNonNull(pool.tryAcquire());
      for (int i = 0; i < n; i++) {
        held.share().close();
      }
      held.close();
      checkHome(pool);
    }
  }

  private static void shareCloseHeld(int n) {
    try (Doorbell bell = Doorbell.futex();
        FixedBufferPool pool = pool(8, bell)) {
      Buffer held = Objects.requireNonNull(pool.tryAcquire());
      Buffer other = held.share();
      for (int i = 0; i < n; i++) {
        held.share().close();
      }
      other.close();
      held.close();
      checkHome(pool);
    }
  }

  private static void hop(int n) throws InterruptedException {
    SpscLink link = new SpscLink(1024, 1024);
    Object entry = new Object();
    Thread receiver =
        new Thread(() -> {
          for (int i = 0; i < n; ) {
            if (link.poll() != null) {
              i++;
            } else {
              Thread.onSpinWait();
            }
          }
        });
    receiver.start();
    for (int i = 0; i < n; ) {
      if (link.offer(entry)) {
        i++;
      } else {
        Thread.onSpinWait();
      }
    }
    receiver.join();
  }

  private static void foreignRelease(int n) throws InterruptedException {
    SpscLink link = new SpscLink(256, 256);
    try (Doorbell bell = Doorbell.futex();
        Doorbell items = Doorbell.futex();
        FixedBufferPool pool = pool(512, bell)) {
      Thread receiver =
          new Thread(() -> {
            for (int i = 0; i < n; ) {
              Buffer b = (Buffer) link.poll();
              if (b != null) {
                b.close();
                i++;
              } else {
                items.await(() -> !link.isEmpty(), Long.MAX_VALUE);
              }
            }
          });
      receiver.start();
      for (int i = 0; i < n; i++) {
        Buffer b = pool.tryAcquire();
        while (b == null) {
          bell.await(pool::hasFree, Long.MAX_VALUE);
          b = pool.tryAcquire();
        }
        while (!link.offer(b)) {
          Thread.onSpinWait();
        }
        items.ring();
      }
      receiver.join();
      checkHome(pool);
    }
  }

  /** Batches without overlap: the cost of the push, plus a hand-over each 4096 buffers. */
  private static void foreignClose(int n) throws InterruptedException {
    int batch = 4096;
    try (Doorbell bell = Doorbell.futex();
        FixedBufferPool pool = pool(batch, bell)) {
      Buffer[] out = new Buffer[batch];
      AtomicInteger turn = new AtomicInteger();
      Thread other =
          new Thread(() -> {
            for (int done = 0; done < n; done += batch) {
              while ((turn.get() & 1) == 0) {
                Thread.onSpinWait();
              }
              for (Buffer b : out) {
                b.close();
              }
              turn.incrementAndGet();
            }
          });
      other.start();
      for (int done = 0; done < n; done += batch) {
        for (int i = 0; i < batch; i++) {
          out[i] = Objects.requireNonNull(pool.tryAcquire());
        }
        turn.incrementAndGet();
        while ((turn.get() & 1) == 1) {
          Thread.onSpinWait();
        }
      }
      other.join();
      checkHome(pool);
    }
  }

  private static void ring(int n) {
    try (Doorbell bell = Doorbell.futex()) {
      for (int i = 0; i < n; i++) {
        bell.ring();
      }
    }
  }

  private static void pingPong(int n, Doorbell a, Doorbell b) throws InterruptedException {
    try (a;
        b) {
      a.spins(0);
      b.spins(0);
      AtomicInteger shared = new AtomicInteger();
      Thread other =
          new Thread(() -> {
            for (int i = 0; i < n; i++) {
              while (!b.await(() -> (shared.get() & 1) == 1, Long.MAX_VALUE)) {
                Thread.onSpinWait();
              }
              shared.incrementAndGet();
              a.ring();
            }
          });
      other.start();
      for (int i = 0; i < n; i++) {
        shared.incrementAndGet();
        b.ring();
        while (!a.await(() -> (shared.get() & 1) == 0, Long.MAX_VALUE)) {
          Thread.onSpinWait();
        }
      }
      other.join();
    }
  }
}
