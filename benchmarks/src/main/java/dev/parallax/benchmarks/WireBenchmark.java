package dev.parallax.benchmarks;

import dev.parallax.runtime.wire.WireCodec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A record of ten fields into shared memory and out again. {@code benchmarks/wire/run} runs it
 * beside SBE and protobuf.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {
  private static final int COUNT = 64;

  private final Reading[] readings = Reading.some(COUNT);
  private final MemorySegment memory =
      Arena.global().allocate((long) COUNT * ReadingWire.SIZE, WireCodec.HEADER);
  private final ReadingView view = new ReadingView();
  private int next;

  /** Encodes all, and checks that they come back. */
  @Setup
  public void check() {
    for (int i = 0; i < COUNT; i++) {
      ReadingWire.CODEC.encode(readings[i], memory, place(i));
    }
    for (int i = 0; i < COUNT; i++) {
      Reading decoded = decode();
      Expect.equal("decoded", 1, decoded.equals(readings[next]) ? 1 : 0);
      Expect.equal("digest of the view", readings[next].digest(), show(next));
    }
  }

  /** Writes a record. */
  @Benchmark
  public MemorySegment encode() {
    int i = turn();
    ReadingWire.CODEC.encode(readings[i], memory, place(i));
    return memory;
  }

  /** Reads a record into a new object. */
  @Benchmark
  public Reading decode() {
    return ReadingWire.CODEC.decode(memory, place(turn()), ReadingWire.SIZE);
  }

  /** Checks a record. */
  @Benchmark
  public int validate() {
    return ReadingWire.CODEC.validate(memory, place(turn()), ReadingWire.SIZE);
  }

  /** Looks at all fields of a record where they lie. */
  @Benchmark
  public long view() {
    return show(turn());
  }

  private long show(int i) {
    view.wrap(memory, place(i), ReadingWire.SIZE);
    return Reading.digest(
        view.id(),
        view.timeNs(),
        view.width(),
        view.height(),
        view.level(),
        view.value(),
        view.gain(),
        view.unit().ordinal(),
        view.last(),
        view.name().length());
  }

  private int turn() {
    next = next + 1 & COUNT - 1;
    return next;
  }

  private static long place(int i) {
    return (long) i * ReadingWire.SIZE;
  }
}
