package dev.parallax.benchmarks;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.parallax.benchmarks.peers.protobuf.ReadingMessage;
import dev.parallax.benchmarks.peers.protobuf.Unit;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The record of {@link WireBenchmark} as a protobuf message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProtobufBenchmark {
  private static final int COUNT = 64;

  private final Reading[] readings = Reading.some(COUNT);
  private final byte[][] messages = new byte[COUNT][256];
  private final int[] lengths = new int[COUNT];
  private int next;

  /** Encodes all, and checks that they come back. */
  @Setup
  public void check() throws IOException {
    for (int i = 0; i < COUNT; i++) {
      encode();
    }
    for (int i = 0; i < COUNT; i++) {
      Reading decoded = decode();
      Expect.equal("decoded", 1, decoded.equals(readings[next]) ? 1 : 0);
    }
  }

  /** Writes a record. */
  @Benchmark
  public int encode() throws IOException {
    int i = turn();
    Reading r = readings[i];
    CodedOutputStream out = CodedOutputStream.newInstance(messages[i]);
    ReadingMessage.newBuilder()
        .setId(r.id())
        .setTimeNs(r.timeNs())
        .setWidth(r.width())
        .setHeight(r.height())
        .setLevel(r.level())
        .setValue(r.value())
        .setGain(r.gain())
        .setUnit(Unit.forNumber(r.unit().ordinal()))
        .setLast(r.last())
        .setName(r.name())
        .build()
        .writeTo(out);
    lengths[i] = out.getTotalBytesWritten();
    return lengths[i];
  }

  /** Reads a record into a new object. */
  @Benchmark
  public Reading decode() throws IOException {
    int i = turn();
    ReadingMessage m =
        ReadingMessage.parseFrom(CodedInputStream.newInstance(messages[i], 0, lengths[i]));
    return new Reading(
        m.getId(),
        m.getTimeNs(),
        m.getWidth(),
        m.getHeight(),
        (short) m.getLevel(),
        m.getValue(),
        m.getGain(),
        Reading.Unit.values()[m.getUnitValue()],
        m.getLast(),
        m.getName());
  }

  private int turn() {
    next = next + 1 & COUNT - 1;
    return next;
  }
}
