package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Checks that both engines' audio converters do the same to a sine. */
final class AudioAnswers {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int EDGE = 2_000;

  /** Two dithers differ by about 95 dB, two resamplers' rounding likewise. */
  private static final double MIN_PSNR_DB = 80;

  private AudioAnswers() {}

  /**
   * A sentence on what was found.
   *
   * @throws IllegalStateException when the answers differ
   */
  static String check(Side parallax, Side gstreamer, Path folder) throws IOException {
    double resampled =
        psnr(
            samples(parallax, "S16LE", "audioresample ! audio/x-raw,rate=48000", folder),
            samples(gstreamer, "S16LE", "audioresample ! audio/x-raw,rate=48000", folder));
    double converted =
        psnr(
            samples(parallax, "F32LE", "audioconvert ! audio/x-raw,format=S16LE", folder),
            samples(gstreamer, "F32LE", "audioconvert ! audio/x-raw,format=S16LE", folder));
    if (Math.min(resampled, converted) < MIN_PSNR_DB) {
      throw new IllegalStateException(
          "converted audio differs resamplePsnrDb=%.1f convertPsnrDb=%.1f minimum=%.1f"
              .formatted(resampled, converted, MIN_PSNR_DB));
    }
    return "a sine agrees within %.1f dB PSNR after audioresample, %.1f dB after audioconvert"
        .formatted(resampled, converted);
  }

  private static ShortBuffer samples(Side side, String format, String converter, Path folder)
      throws IOException {
    Path file = folder.resolve("sine.raw");
    TimedProcess.run(
        side.launch(
            "audiotestsrc freq=997 num-buffers=40 ! audio/x-raw,format=%s,rate=44100,channels=2 ! %s ! filesink location=%s"
                .formatted(format, converter, file)),
        LIMIT);
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  /** Of 16-bit samples, without the edges, where filters begin and end differently. */
  static double psnr(ShortBuffer a, ShortBuffer b) {
    int length = Math.min(a.remaining(), b.remaining()) - 2 * EDGE;
    if (length <= 0) {
      throw new IllegalStateException("converted audio is too short samples=" + a.remaining());
    }
    double sum = 0;
    for (int i = EDGE; i < EDGE + length; i++) {
      double difference = a.get(i) - b.get(i);
      sum += difference * difference;
    }
    return sum == 0 ? 999 : 10 * Math.log10(65535.0 * 65535.0 * length / sum);
  }
}
