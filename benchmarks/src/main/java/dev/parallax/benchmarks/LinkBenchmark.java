package dev.parallax.benchmarks;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SpscLink;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the link between two domains costs for an entry, without anybody sleeping. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LinkBenchmark {
  private static final int BOUND = 200;
  private static final int HOPS = 100_000;

  private final Integer[] entries = new Integer[BOUND * 2];
  private long expectedDigest;

  /** Makes entries with different values, so that a lost or swapped one is seen. */
  @Setup
  public void fill() {
    for (int i = 0; i < entries.length; i++) {
      entries[i] = i;
    }
    expectedDigest = 0;
    for (int i = 0; i < HOPS; i++) {
      expectedDigest = expectedDigest * 31 + i % entries.length;
    }
  }

  /** Offer and poll on one thread: the instructions alone, without cache lines that move. */
  @Benchmark
  @OperationsPerInvocation(HOPS)
  public long sameThread() {
    SpscLink link = new SpscLink(BOUND, BOUND);
    long digest = 0;
    for (int i = 0; i < HOPS; i++) {
      link.offer(entries[i % entries.length]);
      digest = digest * 31 + taken(link);
    }
    Expect.equal("digest of the entries in order", expectedDigest, digest);
    return digest;
  }

  /** One thread offers, another polls, neither ever sleeps: the time per entry. */
  @Benchmark
  @OperationsPerInvocation(HOPS)
  public long betweenThreads() throws InterruptedException {
    SpscLink link = new SpscLink(BOUND, BOUND);
    Thread sender = Thread.ofPlatform().start(() -> send(link));
    long digest = 0;
    for (int i = 0; i < HOPS; i++) {
      digest = digest * 31 + taken(link);
    }
    sender.join();
    Expect.equal("digest of the entries in order", expectedDigest, digest);
    return digest;
  }

  private void send(SpscLink link) {
    for (int i = 0; i < HOPS; i++) {
      for (int tries = 0; !link.offer(entries[i % entries.length]); tries++) {
        pause(tries);
      }
    }
  }

  private static int taken(SpscLink link) {
    for (int tries = 0; true; tries++) {
      if (link.poll() instanceof Integer value) {
        return value;
      }
      pause(tries);
    }
  }

  /** Spins as a domain does, then leaves the core: the other side may be waiting for it. */
  private static void pause(int tries) {
    if (tries < Doorbell.DEFAULT_SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
