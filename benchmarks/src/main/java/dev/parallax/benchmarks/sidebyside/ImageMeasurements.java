package dev.parallax.benchmarks.sidebyside;

import java.util.List;

/**
 * Picture codecs, {@code --only images}: both engines encode colour bars with their defaults, and
 * decode their own.
 */
final class ImageMeasurements {
  private static final String MEANING =
      "cost per frame of the pipeline with the element less that of the same pipeline without it;"
          + " pictures are the colour bars that each engine makes, with the encoders' defaults";

  private ImageMeasurements() {}

  static List<Measurement> all() {
    return List.of(
        measurement("`jpegenc` of I420", "I420", "", "jpegenc"),
        measurement("`jpegdec` of 4:2:0", "I420", "jpegenc", "jpegdec"),
        measurement("`jpegenc` of RGB", "RGB", "", "jpegenc"),
        measurement("`pngenc` of RGB", "RGB", "", "pngenc"),
        measurement("`pngdec` of RGB", "RGB", "pngenc compression-level=1", "pngdec"));
  }

  private static Measurement measurement(
      String title, String format, String before, String element) {
    return new Measurement(
        "images",
        title + ", 1920x1080, per frame",
        Unit.MILLIS,
        new Goal.Part(1),
        new Gauge.Extra(
            new Gauge.PerBuffer(buffers -> Pipelines.images(format, buffers, before, element)),
            new Gauge.PerBuffer(buffers -> Pipelines.images(format, buffers, before, ""))),
        MEANING);
  }
}
