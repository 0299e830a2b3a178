package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether both compositors make the same wall of four pictures. */
final class CompositorAnswers {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Smooth pictures, so that the engines' filters differ little; one that is off by two pixels
   * gives less.
   */
  private static final double MIN_PSNR_DB = 38;

  private CompositorAnswers() {}

  /**
   * Compares the pictures, all samples of them.
   *
   * @throws IllegalStateException when they differ
   */
  static String check(Side parallax, Side gstreamer, Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    for (CompositorMeasurements.Wall wall : CompositorMeasurements.Wall.values()) {
      double psnr =
          psnr(
              picture(parallax, wall, folder.resolve("parallax.i420")),
              picture(gstreamer, wall, folder.resolve("gstreamer.i420")));
      if (psnr < MIN_PSNR_DB) {
        throw new IllegalStateException(
            "composited pictures differ wall=%s psnrDb=%.1f minimum=%.1f"
                .formatted(wall, psnr, MIN_PSNR_DB));
      }
      found.add("%.1f".formatted(psnr));
    }
    return "answers checked: walls of four pictures, whole and scaled to half, agree within "
        + String.join(" and ", found)
        + " dB PSNR";
  }

  private static byte[] picture(Side side, CompositorMeasurements.Wall wall, Path file)
      throws IOException {
    TimedProcess.run(side.launch(wall.picture(file.toString())), LIMIT);
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length != wall.bytes()) {
      throw new IllegalStateException(
          "wall has a wrong size side=%s wall=%s expected=%d bytes=%d"
              .formatted(side.name(), wall, wall.bytes(), bytes.length));
    }
    return bytes;
  }

  /** Peak signal-to-noise ratio of all bytes of two pictures in dB, infinite when equal. */
  static double psnr(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]);
      sum += difference * difference;
    }
    return sum == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255.0 * a.length / sum);
  }
}
