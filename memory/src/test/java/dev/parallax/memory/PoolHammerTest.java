package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owner, receivers and sharers at full speed: no slot is lost, given twice or changed early. */
class PoolHammerTest {
  private static final int RECEIVERS = 3;
  private static final int SLOTS = 6;
  private static final long RUN_NS = 1_000_000_000L;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldGiveEachSlotOnceWhenManyThreadsRelease(boolean checked) throws InterruptedException {
    PoolConfig config = PoolConfig.of("hammer", 64, SLOTS);
    FixedBufferPool pool = FixedBufferPool.create(config, checked);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<SpscLink> links = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < RECEIVERS; i++) {
      SpscLink link = new SpscLink(4, 4);
      links.add(link);
      threads.add(new Thread(guarded(failure, () -> receive(link, stop))));
    }
    threads.forEach(Thread::start);
    try (Doorbell bell = Doorbell.futex()) {
      bell.spins(20);
      pool.own(bell);
      produce(pool, bell, links, failure);
    }
    stop.set(true);
    for (Thread t : threads) {
      t.join(20_000);
      assertThat(t.isAlive()).isFalse();
    }
    assertThat(failure.get()).isNull();
    PoolStats stats = pool.stats();
    assertThat(stats.available()).isEqualTo(SLOTS);
    assertThat(stats.acquisitions()).isGreaterThan(100);
    assertThat(pool.outstanding().headersOut()).isZero();
    List<Buffer> all = new ArrayList<>();
    while (pool.hasFree()) {
      all.add(Bells.acquire(pool));
    }
    assertThat(all).hasSize(SLOTS).doesNotHaveDuplicates();
    all.forEach(Buffer::close);
    pool.close();
    assertThat(pool.isUnmapped()).isTrue();
  }

  @Test
  void shouldNeverUnmapUnderLiveViewWhenClosedByAnotherThread() throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long before = openDescriptors();
    for (int i = 0; i < 100; i++) {
      FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of("closing", 64, 4), false);
      SpscLink link = new SpscLink(4, 4);
      AtomicBoolean stop = new AtomicBoolean();
      AtomicBoolean running = new AtomicBoolean();
      Thread owner = new Thread(guarded(failure, () -> acquireUntilClosed(pool, link, running)));
      Thread receiver = new Thread(guarded(failure, () -> receive(link, stop)));
      owner.start();
      receiver.start();
      Bells.until("owner runs", running::get);
      pool.close();
      owner.join(20_000);
      stop.set(true);
      receiver.join(20_000);
      assertThat(failure.get()).isNull();
      assertThat(pool.outstanding().slotsOut()).isZero();
      pool.close();
      assertThat(pool.isUnmapped()).isTrue();
    }
    assertThat(openDescriptors()).isLessThan(before + 50);
  }

  private static long openDescriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  private static void acquireUntilClosed(
      FixedBufferPool pool, SpscLink link, AtomicBoolean running) {
    try (Doorbell bell = Doorbell.futex()) {
      pool.own(bell);
      for (long seq = 1; ; seq++) {
        Buffer b;
        try {
          b = pool.tryAcquire();
        } catch (IllegalStateException closed) {
          return;
        }
        running.set(true);
        if (b == null) {
          bell.await(pool::hasFree, Long.MAX_VALUE);
          continue;
        }
        b.segment().set(ValueLayout.JAVA_LONG, 0, seq);
        b.pts(seq);
        if (!link.offer(b)) {
          check(b);
          b.close();
        }
      }
    }
  }

  private static void produce(
      FixedBufferPool pool,
      Doorbell bell,
      List<SpscLink> links,
      AtomicReference<Throwable> failure) {
    long end = System.nanoTime() + RUN_NS;
    for (long seq = 1; System.nanoTime() < end && failure.get() == null; seq++) {
      Buffer b = pool.tryAcquire();
      if (b == null) {
        bell.await(pool::hasFree, end);
        continue;
      }
      assertThat(b.isWritable()).isTrue();
      b.segment().set(ValueLayout.JAVA_LONG, 0, seq);
      b.pts(seq);
      b.range(0, 8);
      for (SpscLink link : links) {
        Buffer shared = b.share();
        if (!link.offer(shared)) {
          shared.close();
        }
      }
      b.close();
    }
  }

  private static void receive(SpscLink link, AtomicBoolean stop) {
    for (; ; ) {
      boolean last = stop.get();
      Buffer b = (Buffer) link.poll();
      if (b == null) {
        if (last) {
          return;
        }
        Thread.yield();
        continue;
      }
      Buffer second = b.share();
      check(b);
      b.close();
      check(second);
      second.close();
    }
  }

  private static void check(Buffer b) {
    long found = b.readOnlySegment().get(ValueLayout.JAVA_LONG, 0);
    if (found != b.pts()) {
      throw new AssertionError("slot was changed while held: found=" + found + " pts=" + b.pts());
    }
  }

  private static Runnable guarded(AtomicReference<Throwable> failure, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable t) {
        failure.compareAndSet(null, t);
      }
    };
  }
}
