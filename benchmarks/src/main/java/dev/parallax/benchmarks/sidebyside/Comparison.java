package dev.parallax.benchmarks.sidebyside;

import java.util.Locale;

/** One measurement with its rounds, in nanoseconds. */
record Comparison(Measurement measurement, Samples parallax, Samples gstreamer) {

  boolean reached() {
    return measurement.goal().reached(parallax, gstreamer);
  }

  /** The ratio Parallax / GStreamer as people say it: 1/62, or 1.70 when GStreamer is cheaper. */
  String ratioText() {
    if (parallax.median() <= 0 || gstreamer.median() <= 0) {
      return "below the noise";
    }
    double factor = gstreamer.median() / parallax.median();
    return factor <= 1
        ? String.format(Locale.ROOT, "%.2f", 1 / factor)
        : String.format(Locale.ROOT, factor < 10 ? "1/%.1f" : "1/%.0f", factor);
  }

  /** Table row: title, both medians with minimum and maximum, ratio, goal. */
  String row() {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            measurement.title(),
            cell(parallax),
            cell(gstreamer),
            ratioText(),
            measurement.goal().text(),
            reached() ? "yes" : "**no**");
  }

  private String cell(Samples samples) {
    Unit unit = measurement.unit();
    return "%s %s (%s to %s)"
        .formatted(
            unit.show(samples.median()),
            unit.symbol(),
            unit.show(samples.min()),
            unit.show(samples.max()));
  }
}
