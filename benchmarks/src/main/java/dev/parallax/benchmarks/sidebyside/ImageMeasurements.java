package dev.parallax.benchmarks.sidebyside;

import java.time.Duration;
import java.util.List;

/** Picture codecs, {@code --only images}: both engines get the same bytes. */
final class ImageMeasurements {
  static final String GROUP = "images";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** An encoder may take a quarter of a second for each picture. */
  private static final long FEW = 9;

  private static final String MEANING =
      "cost per picture of the pipeline with the element less that of the same pipeline without"
          + " it; the picture comes from standard input again and again. It has smooth parts,"
          + " edges, fine structure and noise; encoders with their defaults (pngenc level 6,"
          + " jpegenc quality 85); the JPEG file is GStreamer's, the PNG file with filters"
          + " Parallax's, the one without GStreamer's";

  private ImageMeasurements() {}

  static List<Measurement> all() {
    return List.of(
        measurement("`pngdec` of RGB with filters", ImagePictures.Kind.PNG, "pngdec"),
        measurement("`pngdec` of RGB without filters", ImagePictures.Kind.PLAIN_PNG, "pngdec"),
        measurement("`pngenc` of RGB", ImagePictures.Kind.RGB, "pngenc"),
        measurement("`jpegdec` of 4:2:0", ImagePictures.Kind.JPEG, "jpegdec"),
        measurement("`jpegenc` of I420", ImagePictures.Kind.I420, "jpegenc"));
  }

  private static Measurement measurement(String title, ImagePictures.Kind kind, String element) {
    return new Measurement(
        GROUP,
        title + ", 1920x1080, per picture",
        Unit.MILLIS,
        new Goal.Part(1),
        new Gauge.Extra(
            new Gauge.PerBuffer(new Slope(run(kind, " ! " + element)), FEW),
            new Gauge.PerBuffer(new Slope(run(kind, "")), FEW)),
        MEANING);
  }

  private static Slope.Run run(ImagePictures.Kind kind, String element) {
    String pipeline = kind.source() + element + " ! fakesink";
    return (side, pictures) ->
        TimedProcess.run(side.launch(pipeline), LIMIT, ImagePictures.bytes(kind), pictures).nanos();
  }
}
