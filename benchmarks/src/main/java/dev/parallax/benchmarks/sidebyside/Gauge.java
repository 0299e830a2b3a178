package dev.parallax.benchmarks.sidebyside;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Measures one round of a side. */
sealed interface Gauge {
  /** Prepares a side, once: finds how many buffers its runs need, and warms the disk's cache. */
  void prepare(Side side, Duration runTime);

  /** Nanoseconds in a round, counted from 1. */
  double nanos(Side side, int round);

  /** Cost of one buffer of a pipeline. */
  final class PerBuffer implements Gauge {
    private static final long FIRST_GUESS = 300;

    private final Slope slope;
    private final long firstGuess;
    private final Map<Side, Long> buffers = new HashMap<>();

    PerBuffer(LongFunction<String> pipeline) {
      this(Slope.of(pipeline));
    }

    PerBuffer(Slope slope) {
      this(slope, FIRST_GUESS);
    }

    /** For buffers that cost more: {@code firstGuess} of them end well within a run's limit. */
    PerBuffer(Slope slope, long firstGuess) {
      this.slope = slope;
      this.firstGuess = firstGuess;
    }

    @Override
    public void prepare(Side side, Duration runTime) {
      buffers.put(side, slope.calibrate(side, firstGuess, runTime));
    }

    @Override
    public double nanos(Side side, int round) {
      Long count = buffers.get(side);
      if (count == null) {
        throw new IllegalStateException("side is not prepared side=" + side.name());
      }
      return slope.measure(side, count);
    }
  }

  /** One gauge for several measurements: runs once a round. */
  final class Shared implements Gauge {
    private final Gauge gauge;
    private final Map<Side, Value> values = new HashMap<>();

    Shared(Gauge gauge) {
      this.gauge = gauge;
    }

    @Override
    public void prepare(Side side, Duration runTime) {
      if (values.putIfAbsent(side, new Value(0, 0)) == null) {
        gauge.prepare(side, runTime);
      }
    }

    @Override
    public double nanos(Side side, int round) {
      Value known = values.get(side);
      if (known != null && known.round == round) {
        return known.nanos;
      }
      double nanos = gauge.nanos(side, round);
      values.put(side, new Value(round, nanos));
      return nanos;
    }

    private record Value(int round, double nanos) {}
  }

  /** What one pipeline costs more than another, per buffer. */
  record Extra(Gauge with, Gauge without) implements Gauge {
    @Override
    public void prepare(Side side, Duration runTime) {
      with.prepare(side, runTime);
      without.prepare(side, runTime.dividedBy(2));
    }

    @Override
    public double nanos(Side side, int round) {
      return with.nanos(side, round) - without.nanos(side, round);
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
    public double nanos(Side side, int round) {
      double[] runs = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        runs[i] = TimedProcess.run(side.launch(pipeline), LIMIT).nanos();
      }
      return new Samples(runs).median();
    }
  }
}
