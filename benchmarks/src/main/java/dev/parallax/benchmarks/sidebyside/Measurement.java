package dev.parallax.benchmarks.sidebyside;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that is measured on both sides.
 *
 * @param meaning what the number says
 */
record Measurement(String title, Unit unit, Goal goal, Gauge gauge, String meaning) {
  static List<Measurement> all() {
    return Stream.of(core(), AudioMeasurements.all(), ImageMeasurements.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Measurement> core() {
    return List.of(
        new Measurement(
            "`fakesrc ! identity x5 ! fakesink`, per buffer",
            Unit.NANOS,
            new Goal.Part(25),
            new Gauge.PerBuffer(Pipelines::chain),
            "cost of passing one buffer through seven elements: the difference between a long and a"
                + " short run, so that start-up is not in it"),
        new Measurement(
            "`fakesrc ! queue ! fakesink`, per buffer",
            Unit.NANOS,
            new Goal.Part(8),
            new Gauge.PerBuffer(Pipelines::queue),
            "cost of handing one buffer from a thread to another through a queue while both run;"
                + " difference of two runs as above"),
        new Measurement(
            "`videoconvert` I420 to RGBA, 1920x1080, per frame",
            Unit.MILLIS,
            new Goal.Part(2),
            new Gauge.Extra(
                new Gauge.PerBuffer(Pipelines::convertedFrames),
                new Gauge.PerBuffer(Pipelines::frames)),
            "cost per frame of the pipeline with the conversion less that of the same pipeline"
                + " without it, so that the source is not in it; both converters with their"
                + " defaults"),
        scaling("bilinear"),
        scaling("lanczos"),
        new Measurement(
            "`fakesrc num-buffers=1 ! fakesink`, start to exit",
            Unit.MILLIS,
            new Goal.Millis(150),
            new Gauge.StartToExit(Pipelines.START),
            "wall-clock time of the whole process, as a shell sees it"));
  }

  private static Measurement scaling(String method) {
    return new Measurement(
        "`videoscale method=" + method + "` I420 1920x1080 to 1280x720, per frame",
        Unit.MILLIS,
        new Goal.Part(1),
        new Gauge.Extra(
            new Gauge.PerBuffer(n -> Pipelines.scaledFrames(method, n)),
            new Gauge.PerBuffer(Pipelines::frames)),
        "cost per frame of the pipeline with the scaler less that of the same pipeline without"
            + " it; the same filter on both sides");
  }
}
