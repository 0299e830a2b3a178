package dev.parallax.benchmarks;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.PoolStats;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a buffer's life costs on the thread that owns its pool: the first cost of every source. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBenchmark {
  private static final int SLOTS = 16;
  private static final int SLOT_BYTES = 4_096;

  @SuppressWarnings("NullAway.Init")
  private FixedBufferPool pool;

  private long acquired;

  /** Makes the pool on the thread that will acquire. */
  @Setup
  public void open() {
    pool = FixedBufferPool.create(PoolConfig.of("benchmark", SLOT_BYTES, SLOTS));
    pool.own(Doorbell.park());
    acquired = 0;
  }

  /** Every slot is back, none was waited for, and all acquisitions were counted. */
  @TearDown
  public void check() {
    PoolStats stats = pool.stats();
    pool.close();
    Expect.equal("free slots", SLOTS, stats.available());
    Expect.equal("acquisitions", acquired, stats.acquisitions());
    Expect.equal("waits", 0, stats.waits());
  }

  /** Takes a buffer and gives it back. */
  @Benchmark
  public long acquireClose() {
    Buffer buffer = Objects.requireNonNull(pool.tryAcquire());
    acquired++;
    long capacity = buffer.capacity();
    buffer.close();
    return capacity;
  }

  /** As a tee does: a second header over the same slot, both closed. */
  @Benchmark
  public long acquireShareClose() {
    Buffer buffer = Objects.requireNonNull(pool.tryAcquire());
    acquired++;
    Buffer second = buffer.share();
    long capacity = second.capacity();
    buffer.close();
    second.close();
    return capacity;
  }
}
