package dev.parallax.benchmarks;

import dev.parallax.benchmarks.peers.sbe.MessageHeaderDecoder;
import dev.parallax.benchmarks.peers.sbe.MessageHeaderEncoder;
import dev.parallax.benchmarks.peers.sbe.ReadingMessageDecoder;
import dev.parallax.benchmarks.peers.sbe.ReadingMessageEncoder;
import dev.parallax.benchmarks.peers.sbe.Unit;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The record of {@link WireBenchmark} as an SBE message in memory outside the heap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SbeBenchmark {
  private static final int COUNT = 64;
  private static final int STRIDE = 96;

  private final Reading[] readings = Reading.some(COUNT);
  private final UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(COUNT * STRIDE));
  private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
  private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
  private final ReadingMessageEncoder encoder = new ReadingMessageEncoder();
  private final ReadingMessageDecoder decoder = new ReadingMessageDecoder();
  private int next;

  /** Encodes all, and checks that they come back. */
  @Setup
  public void check() {
    for (int i = 0; i < COUNT; i++) {
      encode();
    }
    for (int i = 0; i < COUNT; i++) {
      Reading decoded = decode();
      Expect.equal("decoded", 1, decoded.equals(readings[next]) ? 1 : 0);
      Expect.equal("digest of the view", readings[next].digest(), show(next));
    }
  }

  /** Writes a record. */
  @Benchmark
  public int encode() {
    int i = turn();
    Reading r = readings[i];
    encoder
        .wrapAndApplyHeader(memory, i * STRIDE, headerEncoder)
        .readingId(r.id())
        .timeNs(r.timeNs())
        .width(r.width())
        .height(r.height())
        .level(r.level())
        .value(r.value())
        .gain(r.gain())
        .unit(Unit.get((short) r.unit().ordinal()))
        .last((short) (r.last() ? 1 : 0))
        .name(r.name());
    return encoder.encodedLength();
  }

  /** Reads a record into a new object. */
  @Benchmark
  public Reading decode() {
    decoder.wrapAndApplyHeader(memory, turn() * STRIDE, headerDecoder);
    return new Reading(
        decoder.readingId(),
        decoder.timeNs(),
        decoder.width(),
        decoder.height(),
        decoder.level(),
        decoder.value(),
        decoder.gain(),
        Reading.Unit.values()[decoder.unitRaw()],
        decoder.last() == 1,
        decoder.name());
  }

  /** Looks at all fields of a record where they lie. */
  @Benchmark
  public long view() {
    return show(turn());
  }

  private long show(int i) {
    decoder.wrapAndApplyHeader(memory, i * STRIDE, headerDecoder);
    return Reading.digest(
        decoder.readingId(),
        decoder.timeNs(),
        decoder.width(),
        decoder.height(),
        decoder.level(),
        decoder.value(),
        decoder.gain(),
        decoder.unitRaw(),
        decoder.last() == 1,
        decoder.nameLength());
  }

  private int turn() {
    next = next + 1 & COUNT - 1;
    return next;
  }
}
