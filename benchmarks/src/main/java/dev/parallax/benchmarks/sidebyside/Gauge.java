package dev.parallax.benchmarks.sidebyside;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Measures one round of a side. */
sealed interface Gauge {
  /** Prepares a side, once: finds how many buffers its runs need, and warms the disk's cache. */
  void prepare(Side side, Duration runTime);

  /** Nanoseconds in one round. */
  double nanos(Side side);

  /** Cost of one buffer of a pipeline. */
  final class PerBuffer implements Gauge {
    private static final long FIRST_GUESS = 300;

    private final Slope slope;
    private final Map<Side, Long> buffers = new HashMap<>();

    PerBuffer(LongFunction<String> pipeline) {
      slope = new Slope(pipeline);
    }

    @Override
    public void prepare(Side side, Duration runTime) {
      buffers.put(side, slope.calibrate(side, FIRST_GUESS, runTime));
    }

    @Override
    public double nanos(Side side) {
      Long count = buffers.get(side);
      if (count == null) {
        throw new IllegalStateException("side is not prepared side=" + side.name());
      }
      return slope.measure(side, count);
    }
  }

  /** What one pipeline costs more than another, per buffer. */
  record Extra(Gauge with, Gauge without) implements Gauge {
    @Override
    public void prepare(Side side, Duration runTime) {
      with.prepare(side, runTime);
      without.prepare(side, runTime.dividedBy(2));
    }

    @Override
    public double nanos(Side side) {
      return with.nanos(side) - without.nanos(side);
    }
  }

  /** A whole process from start to exit; a round is the median of five. */
  record StartToExit(String pipeline) implements Gauge {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RUNS = 5;

    @Override
    public void prepare(Side side, Duration runTime) {
      TimedProcess.run(side.launch(pipeline), LIMIT);
    }

    @Override
    public double nanos(Side side) {
      double[] runs = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        runs[i] = TimedProcess.run(side.launch(pipeline), LIMIT).nanos();
      }
      return new Samples(runs).median();
    }
  }
}
