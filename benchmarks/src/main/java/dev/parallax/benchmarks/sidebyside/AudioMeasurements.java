package dev.parallax.benchmarks.sidebyside;

import java.util.List;

/** The audio converters: {@code --only audioresample}, {@code --only audioconvert}. */
final class AudioMeasurements {
  private static final String RESAMPLE = "audioresample";
  private static final String CONVERT = "audioconvert";
  static final List<String> GROUPS = List.of(RESAMPLE, CONVERT);

  private static final String MEANING =
      "cost per buffer of 1024 frames of the pipeline with the converter less that of the same"
          + " pipeline without it; both converters with their defaults but for what is named";

  private AudioMeasurements() {}

  static List<Measurement> all() {
    return List.of(
        resample("S16LE", 44_100, 48_000, 4),
        resample("F32LE", 44_100, 48_000, 4),
        resample("F32LE", 44_100, 48_000, 10),
        resample("F32LE", 48_000, 44_100, 4),
        resample("F32LE", 44_100, 48_001, 4),
        convert("S16LE", 2, "F32LE", 2),
        convert("F32LE", 2, "S16LE", 2),
        convert("S16LE", 2, "S32LE", 2),
        convert("S32LE", 2, "S16LE", 2),
        convert("S16LE", 2, "S16LE", 1),
        convert("F32LE", 2, "F32LE", 1),
        convert("S16LE", 1, "S16LE", 2),
        convert("F32LE", 6, "F32LE", 2),
        convert("S16LE", 6, "S16LE", 2));
  }

  private static Measurement resample(String format, int from, int to, int quality) {
    return new Measurement(
        RESAMPLE,
        "%s stereo, %d to %d, quality=%d".formatted(format, from, to, quality),
        Unit.NANOS,
        new Goal.Part(1),
        extra(
            caps(format, from, 2),
            " ! audioresample quality=%d ! audio/x-raw,rate=%d".formatted(quality, to)),
        MEANING);
  }

  private static Measurement convert(String from, int channels, String to, int outputs) {
    return new Measurement(
        CONVERT,
        "%s, %d channels, to %s, %d".formatted(from, channels, to, outputs),
        Unit.NANOS,
        new Goal.Part(2),
        extra(
            caps(from, 48_000, channels),
            " ! audioconvert ! audio/x-raw,format=" + to + ",channels=" + outputs),
        MEANING);
  }

  private static String caps(String format, int rate, int channels) {
    return "audio/x-raw,format=" + format + ",rate=" + rate + ",channels=" + channels;
  }

  private static Gauge extra(String caps, String converter) {
    return new Gauge.Extra(
        new Gauge.PerBuffer(n -> tone(n, caps) + converter + " ! fakesink"),
        new Gauge.PerBuffer(n -> tone(n, caps) + " ! fakesink"));
  }

  /** A square wave: the cheapest to make that neither side marks as silence. */
  private static String tone(long buffers, String caps) {
    return "audiotestsrc wave=square num-buffers=" + buffers + " ! " + caps;
  }
}
