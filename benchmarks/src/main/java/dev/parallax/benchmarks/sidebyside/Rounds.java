package dev.parallax.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the measurements: in each round every measurement, and in each of these first one side, then
 * the other. A disturbance of some seconds so hits few rounds of each, and both sides alike.
 */
final class Rounds {
  private final Side parallax;
  private final Side gstreamer;
  private final Consumer<String> progress;

  Rounds(Side parallax, Side gstreamer, Consumer<String> progress) {
    this.parallax = parallax;
    this.gstreamer = gstreamer;
    this.progress = progress;
  }

  /**
   * Runs at least one round and at most those of the options; none begins that would probably end
   * after the limit.
   */
  List<Comparison> run(List<Measurement> measurements, Options options) {
    long end = System.nanoTime() + options.limit().toNanos();
    for (Measurement measurement : measurements) {
      progress.accept("prepare " + measurement.title());
      measurement.gauge().prepare(parallax, options.runTime());
      measurement.gauge().prepare(gstreamer, options.runTime());
    }
    List<Tally> tallies = measurements.stream().map(Tally::new).toList();
    long longest = 0;
    for (int round = 1; round <= options.rounds(); round++) {
      long begin = System.nanoTime();
      if (round > 1 && begin + longest > end) {
        progress.accept("time is up after rounds=" + (round - 1));
        break;
      }
      for (Tally tally : tallies) {
        progress.accept(
            "round " + round + "/" + options.rounds() + " " + tally.measurement.title());
        tally.ours.add(tally.measurement.gauge().nanos(parallax, round));
        tally.theirs.add(tally.measurement.gauge().nanos(gstreamer, round));
      }
      longest = Math.max(longest, System.nanoTime() - begin);
    }
    return tallies.stream().map(Tally::comparison).toList();
  }

  private record Tally(Measurement measurement, List<Double> ours, List<Double> theirs) {
    Tally(Measurement measurement) {
      this(measurement, new ArrayList<>(), new ArrayList<>());
    }

    Comparison comparison() {
      return new Comparison(measurement, samples(ours), samples(theirs));
    }

    private static Samples samples(List<Double> values) {
      return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
