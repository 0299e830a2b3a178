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

  /** Two dithers differ by about 95 dB. */
  private static final double MIN_PSNR_DB = 80;

  private static final double FREQUENCY = 997;
  private static final int RATE = 48_000;

  private AudioAnswers() {}

  /**
   * A sentence on what was found.
   *
   * @throws IllegalStateException when the answers differ
   */
  static String check(Side parallax, Side gstreamer, Path folder) throws IOException {
    String to48 = "audioresample ! audio/x-raw,rate=" + RATE;
    Tone ours = Tone.of(samples(parallax, "S16LE", to48, folder));
    Tone theirs = Tone.of(samples(gstreamer, "S16LE", to48, folder));
    double purity = Math.min(ours.purityDb, theirs.purityDb);
    double level = 20 * Math.log10(ours.amplitude / theirs.amplitude);
    double converted =
        psnr(
            samples(parallax, "F32LE", "audioconvert ! audio/x-raw,format=S16LE", folder),
            samples(gstreamer, "F32LE", "audioconvert ! audio/x-raw,format=S16LE", folder));
    if (purity < MIN_PSNR_DB || Math.abs(level) > 0.05 || converted < MIN_PSNR_DB) {
      throw new IllegalStateException(
          "converted audio differs resampledPurityDb=%.1f levelDb=%.3f convertPsnrDb=%.1f minimum=%.1f"
              .formatted(purity, level, converted, MIN_PSNR_DB));
    }
    return "a resampled sine is pure to %.1f dB and %.3f dB apart; audioconvert agrees within %.1f dB PSNR"
        .formatted(purity, Math.abs(level), converted);
  }

  /**
   * The sine of {@link #FREQUENCY} in a stereo signal's left channel, and how far everything else
   * is below full scale. Not compared sample by sample: the engines' filters differ in delay by a
   * part of a sample.
   */
  private record Tone(double amplitude, double purityDb) {
    static Tone of(ShortBuffer samples) {
      int frames = samples.remaining() / 2 - EDGE;
      if (frames <= EDGE) {
        throw new IllegalStateException("resampled audio is too short frames=" + frames);
      }
      double ss = 0;
      double cc = 0;
      double sc = 0;
      double ys = 0;
      double yc = 0;
      double yy = 0;
      for (int i = EDGE; i < frames; i++) {
        double angle = 2 * Math.PI * FREQUENCY * i / RATE;
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        double y = samples.get(2 * i);
        ss += sine * sine;
        cc += cosine * cosine;
        sc += sine * cosine;
        ys += y * sine;
        yc += y * cosine;
        yy += y * y;
      }
      // Least squares of y = a * sine + b * cosine.
      double a = (ys * cc - yc * sc) / (ss * cc - sc * sc);
      double b = (yc * ss - ys * sc) / (ss * cc - sc * sc);
      double rest = Math.max(yy - a * ys - b * yc, 1e-9) / (frames - EDGE);
      return new Tone(Math.hypot(a, b), 10 * Math.log10(65535.0 * 65535.0 / rest));
    }
  }

  private static ShortBuffer samples(Side side, String format, String converter, Path folder)
      throws IOException {
    Path file = folder.resolve("sine.raw");
    TimedProcess.run(
        side.launch(
            "audiotestsrc freq=%.0f num-buffers=40 ! audio/x-raw,format=%s,rate=44100,channels=2 ! %s ! filesink location=%s"
                .formatted(FREQUENCY, format, converter, file)),
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
