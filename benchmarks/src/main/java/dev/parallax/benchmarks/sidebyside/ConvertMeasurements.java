package dev.parallax.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code videoconvert} between all pairs of formats: {@code --only convert-pairs}, or those from
 * one format, {@code --only convert-pairs-i420}.
 */
final class ConvertMeasurements {
  /** By the names that GStreamer and Parallax share. */
  static final List<String> FORMATS =
      List.of("I420", "NV12", "YUY2", "UYVY", "RGBA", "BGRA", "RGB", "GRAY8", "I420_10LE");

  static final String GROUP = "convert-pairs";

  private static final String SIZE = "width=" + Pipelines.WIDTH + ",height=" + Pipelines.HEIGHT;

  private ConvertMeasurements() {}

  static List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    for (String from : FORMATS) {
      Gauge source =
          new Gauge.Shared(
              new Gauge.PerBuffer(n -> Pipelines.frames(from, SIZE, n, " ! fakesink")));
      for (String to : FORMATS) {
        if (!from.equals(to)) {
          all.add(
              new Measurement(
                  group(from),
                  "%s to %s".formatted(from, to),
                  Unit.MILLIS,
                  new Goal.Part(2),
                  new Gauge.Extra(
                      new Gauge.PerBuffer(n -> converted(from, to, n, "fakesink")), source),
                  "cost per frame of 1920x1080 of the pipeline with `videoconvert` less that of the"
                      + " same pipeline without it; both converters with their defaults"));
        }
      }
    }
    return all;
  }

  /** The group of the pairs from a format. */
  static String group(String from) {
    return GROUP + "-" + from.toLowerCase(Locale.ROOT);
  }

  /** Frames of bars, converted, into a sink. */
  static String converted(String from, String to, long frames, String sink) {
    return Pipelines.frames(
        from, SIZE, frames, " ! videoconvert ! video/x-raw,format=" + to + " ! " + sink);
  }
}
