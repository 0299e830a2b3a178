package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks, before anything is measured, that both engines do the work that the numbers speak of:
 * every buffer arrives, and the converted picture is the same.
 */
final class Answers {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BUFFERS = 1_000;
  private static final int BYTES_PER_BUFFER = 16;

  /**
   * Both engines paint the bars on their own and round differently, by 4 of 255 at most: about 36
   * dB. Another colour matrix (ITU-R BT.601 for BT.709) would give less than 27.
   */
  private static final double MIN_PSNR_DB = 32;

  private static final int RGBA_BYTES = 4;

  private Answers() {}

  /**
   * Runs the checks and tells what they found, a sentence each.
   *
   * @throws IllegalStateException when an answer is wrong
   */
  static List<String> check(Side parallax, Side gstreamer, List<Measurement> chosen) {
    try {
      Path folder = Files.createTempDirectory("side-by-side");
      try {
        for (Side side : List.of(parallax, gstreamer)) {
          countBuffers(side, folder.resolve("count"), " ! identity".repeat(5));
          countBuffers(side, folder.resolve("count"), " ! queue");
        }
        double psnr =
            psnrOfBars(
                bars(parallax, folder.resolve("parallax.rgba")),
                bars(gstreamer, folder.resolve("gstreamer.rgba")));
        if (psnr < MIN_PSNR_DB) {
          throw new IllegalStateException(
              "converted pictures differ psnrDb=%.1f minimum=%.1f".formatted(psnr, MIN_PSNR_DB));
        }
        List<String> facts = new ArrayList<>();
        facts.add(
            "answers checked: %d buffers of %d bytes pass both engines' chain and queue; "
                    .formatted(BUFFERS, BYTES_PER_BUFFER)
                + (psnr == Double.POSITIVE_INFINITY
                    ? "the converted colour bars are identical"
                    : "the converted colour bars agree within %.1f dB PSNR".formatted(psnr)));
        if (chosen.stream().anyMatch(m -> AudioMeasurements.GROUPS.contains(m.group()))) {
          facts.add(AudioAnswers.check(parallax, gstreamer, folder));
        }
        if (chosen.stream().anyMatch(m -> m.group().startsWith(ConvertMeasurements.GROUP))) {
          facts.add(ConvertAnswers.check(parallax, gstreamer, folder, chosen));
        }
        if (chosen.stream().anyMatch(m -> m.group().equals(CompositorMeasurements.GROUP))) {
          facts.add(CompositorAnswers.check(parallax, gstreamer, folder));
        }
        if (chosen.stream().anyMatch(m -> m.group().equals(ImageMeasurements.GROUP))) {
          facts.add(ImageAnswers.check(parallax, gstreamer));
        }
        if (chosen.stream().anyMatch(m -> m.group().equals(IpcMeasurements.GROUP))) {
          facts.add(IpcAnswers.check(parallax, gstreamer, folder));
        }
        return facts;
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot check the answers", e);
    }
  }

  /** Sends buffers of a fixed size through the middle part into a file: its length counts them. */
  private static void countBuffers(Side side, Path file, String middle) throws IOException {
    String pipeline =
        "fakesrc num-buffers=%d sizetype=fixed sizemax=%d%s ! filesink location=%s"
            .formatted(BUFFERS, BYTES_PER_BUFFER, middle, file);
    TimedProcess.run(side.launch(pipeline), LIMIT);
    long buffers = Files.size(file) / BYTES_PER_BUFFER;
    if (buffers != BUFFERS) {
      throw new IllegalStateException(
          "buffers were lost side=%s pipeline=%s expected=%d arrived=%d"
              .formatted(side.name(), pipeline, BUFFERS, buffers));
    }
  }

  private static byte[] bars(Side side, Path file) throws IOException {
    TimedProcess.run(side.launch(Pipelines.convertedBars(file.toString())), LIMIT);
    byte[] frame = Files.readAllBytes(file);
    int expected = Pipelines.WIDTH * Pipelines.HEIGHT * RGBA_BYTES;
    if (frame.length != expected) {
      throw new IllegalStateException(
          "converted frame has a wrong size side=%s expected=%d bytes=%d"
              .formatted(side.name(), expected, frame.length));
    }
    return frame;
  }

  /**
   * Peak signal-to-noise ratio of the upper half of two RGBA pictures in dB, infinite when equal.
   * The lower half has a part with random values (SMPTE EG 1 has none, videotestsrc does).
   */
  static double psnrOfBars(byte[] a, byte[] b) {
    int length = a.length / 2;
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double difference = Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]);
      sum += difference * difference;
    }
    return sum == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255.0 * length / sum);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
