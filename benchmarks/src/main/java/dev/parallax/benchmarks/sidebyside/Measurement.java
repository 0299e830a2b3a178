package dev.parallax.benchmarks.sidebyside;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that is measured on both sides.
 *
 * @param group name of the group that only runs when it is asked for; empty: in the default run
 * @param meaning what the number says
 */
record Measurement(String group, String title, Unit unit, Goal goal, Gauge gauge, String meaning) {
  private static List<Measurement> all() {
    return Stream.of(
            core(),
            ConvertMeasurements.all(),
            ScaleMeasurements.all(),
            CompositorMeasurements.all(),
            AudioMeasurements.all(),
            NetworkMeasurements.all(),
            IpcMeasurements.all(),
            ImageMeasurements.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Whether this is a group's name, or what several begin with before a hyphen. */
  static boolean isGroup(String name) {
    return all().stream().anyMatch(m -> m.isOf(name));
  }

  /** The measurements of a group, or those with this in the title; the default run for none. */
  static List<Measurement> chosen(String only) {
    if (only.isEmpty()) {
      return core();
    }
    return isGroup(only)
        ? all().stream().filter(m -> m.isOf(only)).toList()
        : all().stream().filter(m -> m.title.contains(only)).toList();
  }

  private boolean isOf(String name) {
    return !group.isEmpty() && (group.equals(name) || group.startsWith(name + "-"));
  }

  private static List<Measurement> core() {
    return List.of(
        new Measurement(
            "",
            "`fakesrc ! identity x5 ! fakesink`, per buffer",
            Unit.NANOS,
            new Goal.Part(25),
            new Gauge.PerBuffer(Pipelines::chain),
            "cost of passing one buffer through seven elements: the difference between a long and a"
                + " short run, so that start-up is not in it"),
        new Measurement(
            "",
            "`fakesrc ! queue ! fakesink`, per buffer",
            Unit.NANOS,
            new Goal.Part(8),
            new Gauge.PerBuffer(Pipelines::queue),
            "cost of handing one buffer from a thread to another through a queue while both run;"
                + " difference of two runs as above"),
        new Measurement(
            "",
            "`videoconvert` I420 to RGBA, 1920x1080, per frame",
            Unit.MILLIS,
            new Goal.Part(2),
            new Gauge.Extra(
                new Gauge.PerBuffer(Pipelines::convertedFrames),
                new Gauge.PerBuffer(Pipelines::frames)),
            "cost per frame of the pipeline with the conversion less that of the same pipeline"
                + " without it, so that the source is not in it; both converters with their"
                + " defaults"),
        new Measurement(
            "",
            "`fakesrc num-buffers=1 ! fakesink`, start to exit",
            Unit.MILLIS,
            new Goal.Millis(150),
            new Gauge.StartToExit(Pipelines.START),
            "wall-clock time of the whole process, as a shell sees it"));
  }
}
