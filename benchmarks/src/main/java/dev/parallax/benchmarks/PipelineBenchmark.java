package dev.parallax.benchmarks;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot.ElementCounters;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a buffer costs in a running pipeline. Negotiation and pools are outside the measured time;
 * starting and stopping the threads is inside, about a millisecond over all buffers of a run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {
  private static final int BUFFERS = 1_000_000;

  /** What is between source and sink: five elements in one domain, or a thread boundary. */
  @Param({"identity ! identity ! identity ! identity ! identity", "queue"})
  public String middle = "";

  @SuppressWarnings("NullAway.Init")
  private Pipeline pipeline;

  /** Prepares a fresh pipeline. */
  @Setup(Level.Invocation)
  public void prepare() {
    pipeline =
        Pipeline.parse("fakesrc num-buffers=" + BUFFERS + " ! " + middle + " ! fakesink name=end");
    pipeline.prepare();
  }

  /** Every buffer has arrived. */
  @TearDown(Level.Invocation)
  public void check() {
    long arrived =
        pipeline.snapshot().elements().stream()
            .filter(element -> element.name().equals("end"))
            .mapToLong(ElementCounters::buffersIn)
            .sum();
    pipeline.close();
    Expect.equal("buffers at the sink", BUFFERS, arrived);
  }

  /** From start to end of stream, per buffer. */
  @Benchmark
  @OperationsPerInvocation(BUFFERS)
  public void perBuffer() {
    pipeline.activate();
    pipeline.await();
  }
}
