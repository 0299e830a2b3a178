package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Checks that both engines make the same picture of each pair of formats that is measured. */
final class ConvertAnswers {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Each engine paints its own bars, GStreamer makes grey of BT.709 with BT.601's weights (23.6
   * dB), and repeats chroma in some pairs where Parallax interpolates it. A swap of two channels
   * gives less than 15 dB.
   */
  private static final double MIN_PSNR_DB = 20;

  private ConvertAnswers() {}

  /**
   * A sentence on what was found.
   *
   * @throws IllegalStateException when pictures differ
   */
  static String check(Side parallax, Side gstreamer, Path folder, List<Measurement> chosen)
      throws IOException {
    double least = 999;
    String where = "";
    for (String from : ConvertMeasurements.FORMATS) {
      for (String to : ConvertMeasurements.FORMATS) {
        String group = ConvertMeasurements.group(from);
        if (from.equals(to) || chosen.stream().noneMatch(m -> m.group().equals(group))) {
          continue;
        }
        double psnr =
            psnr(frame(parallax, from, to, folder), frame(gstreamer, from, to, folder), to);
        if (psnr < MIN_PSNR_DB) {
          throw new IllegalStateException(
              "converted pictures differ from=%s to=%s psnrDb=%.1f minimum=%.1f"
                  .formatted(from, to, psnr, MIN_PSNR_DB));
        }
        if (psnr < least) {
          least = psnr;
          where = from + " to " + to;
        }
      }
    }
    return "each pair's colour bars agree within %.1f dB PSNR or better (%s)"
        .formatted(least, where);
  }

  private static byte[] frame(Side side, String from, String to, Path folder) throws IOException {
    Path file = folder.resolve("frame.raw");
    String sink = "filesink location=" + file;
    TimedProcess.run(side.launch(ConvertMeasurements.converted(from, to, 1, sink)), LIMIT);
    return Files.readAllBytes(file);
  }

  private static double psnr(byte[] a, byte[] b, String format) {
    if (a.length != b.length) {
      throw new IllegalStateException(
          "converted frames differ in size format=%s parallax=%d gstreamer=%d"
              .formatted(format, a.length, b.length));
    }
    boolean wide = format.equals("I420_10LE");
    double sum = 0;
    int samples = wide ? a.length / 2 : a.length;
    for (int i = 0; i < samples; i++) {
      double difference = wide ? ten(a, i) - ten(b, i) : (a[i] & 0xff) - (b[i] & 0xff);
      sum += difference * difference;
    }
    double peak = wide ? 1023 : 255;
    return sum == 0 ? 999 : 10 * Math.log10(peak * peak * samples / sum);
  }

  private static int ten(byte[] bytes, int i) {
    return bytes[2 * i] & 0xff | (bytes[2 * i + 1] & 0xff) << 8;
  }
}
