package dev.parallax.benchmarks.sidebyside;

import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Cost of one buffer: the difference between a long run and a short one, divided by the buffers
 * between them. Start-up, compilation and shutdown happen in both runs and drop out.
 *
 * @param run what is run for a number of buffers
 */
record Slope(Run run) {
  /** The short run has this part of the long one's buffers: enough that the JIT has ended. */
  static final int PARTS = 3;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long MAX_BUFFERS = 999_999_999;

  /** Runs a side with a number of buffers, and tells the nanoseconds that took. */
  interface Run {
    long nanos(Side side, long buffers);
  }

  /** The slope of one process with a pipeline. */
  static Slope of(LongFunction<String> pipeline) {
    return new Slope(
        (side, buffers) -> TimedProcess.run(side.launch(pipeline.apply(buffers)), LIMIT).nanos());
  }

  /**
   * Number of buffers with which the long run takes about the given time beyond that of a run
   * without work. Below one billion, so that it stays an int in both engines.
   *
   * <p>It runs again with more until the time is really reached, because the first buffers are the
   * slowest while code is being compiled.
   */
  long calibrate(Side side, long firstGuess, Duration wanted) {
    long base = run.nanos(side, PARTS);
    long enough = wanted.toNanos() / 10 * 8;
    long buffers = firstGuess;
    while (true) {
      long work = Math.max(1, run.nanos(side, buffers) - base);
      if (work >= enough || buffers >= MAX_BUFFERS) {
        return buffers;
      }
      long next =
          Math.clamp(scaled(buffers, work, wanted.toNanos()), buffers * 5 / 4, buffers * 20);
      buffers = Math.min(next, MAX_BUFFERS) / PARTS * PARTS;
    }
  }

  /** Buffers for the wanted time, when so many take the given time. */
  static long scaled(long buffers, long nanos, long wantedNanos) {
    double ideal = (double) buffers * wantedNanos / nanos;
    return (long) Math.clamp(ideal, PARTS, MAX_BUFFERS);
  }

  /** Nanoseconds per buffer in one round: one short and one long run. */
  double measure(Side side, long buffers) {
    long few = run.nanos(side, buffers / PARTS);
    long many = run.nanos(side, buffers);
    return perBuffer(few, many, buffers);
  }

  static double perBuffer(long shortNanos, long longNanos, long buffers) {
    return (double) (longNanos - shortNanos) / (buffers - buffers / PARTS);
  }
}
