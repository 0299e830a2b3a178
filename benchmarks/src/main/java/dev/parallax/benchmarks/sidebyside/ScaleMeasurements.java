package dev.parallax.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;

/** {@code videoscale}: {@code --only scale}. */
final class ScaleMeasurements {
  private static final String LARGE = "width=1920,height=1080";
  private static final String SMALL = "width=1280,height=720";

  private ScaleMeasurements() {}

  static List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    Gauge large = source("I420", LARGE);
    Gauge small = source("I420", SMALL);
    for (String method : List.of("nearest-neighbour", "bilinear", "bilinear2", "lanczos")) {
      all.add(measurement("I420", method, LARGE, SMALL, large));
      all.add(measurement("I420", method, SMALL, LARGE, small));
    }
    Gauge rgba = source("RGBA", LARGE);
    all.add(measurement("RGBA", "bilinear", LARGE, SMALL, rgba));
    all.add(measurement("RGBA", "lanczos", LARGE, SMALL, rgba));
    return all;
  }

  private static Gauge source(String format, String size) {
    return new Gauge.Shared(
        new Gauge.PerBuffer(n -> Pipelines.frames(format, size, n, " ! fakesink")));
  }

  private static Measurement measurement(
      String format, String method, String from, String to, Gauge source) {
    return new Measurement(
        "scale",
        "%s %s to %s, method=%s".formatted(format, shown(from), shown(to), method),
        Unit.MILLIS,
        new Goal.Part(1),
        new Gauge.Extra(
            new Gauge.PerBuffer(n ->
                Pipelines.frames(
                    format,
                    from,
                    n,
                    " ! videoscale method=%s ! video/x-raw,%s ! fakesink".formatted(method, to))),
            source),
        "cost per frame of the pipeline with `videoscale` less that of the same pipeline without"
            + " it; the same filter on both sides");
  }

  private static String shown(String size) {
    return size.replaceFirst("width=(\\d+),height=(\\d+)", "$1x$2");
  }
}
