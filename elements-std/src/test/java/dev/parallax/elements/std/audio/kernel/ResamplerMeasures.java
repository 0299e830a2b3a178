package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;

/** Figures of a resampler, from tones through it. */
final class ResamplerMeasures {
  private static final double AMPLITUDE = 0.5;
  private static final int FRAMES = 6000;

  private ResamplerMeasures() {}

  private static int skip(int in, int out, int quality, boolean outputs) {
    int taps = new SincFilter(ResampleQuality.step(quality), in, out).taps();
    return outputs ? (int) ((long) taps * out / in) + 1 : taps;
  }

  /** Gain of a tone that both rates have. */
  static double gain(SampleFormat format, int in, int out, int quality, double frequency) {
    return tone(format, in, out, quality, frequency)[0] / AMPLITUDE;
  }

  private static double[] tone(
      SampleFormat format, int in, int out, int quality, double frequency) {
    int skip = skip(in, out, quality, true);
    int frames = FRAMES + 2 * skip(in, out, quality, false);
    double[] y =
        Signals.resample(
            format, in, out, quality, 1 << 20, frames, Signals.sine(frequency, in, AMPLITUDE));
    return Signals.toneAndRest(y, frequency, out, skip);
  }

  /**
   * The strongest of what should not be there, in dB against a tone in the pass band: images of
   * tones up to 0.98 of half the lower rate when the rate rises; when it falls, also tones above
   * 1.02 of half the output's rate, of which nothing should be left.
   */
  static double worstUnwanted(SampleFormat format, int in, int out, int quality, double step) {
    double nyquist = Math.min(in, out) / 2.0;
    double worst = 0;
    for (double part = step / 2; part <= 0.98; part += step) {
      worst =
          Math.max(
              worst,
              tone(format, in, out, quality, part * nyquist)[1] / (AMPLITUDE * Math.sqrt(0.5)));
    }
    int skip = skip(in, out, quality, true);
    int frames = FRAMES + 2 * skip(in, out, quality, false);
    for (double f = 1.02 * nyquist; f < in / 2.0; f += step * nyquist) {
      double[] y =
          Signals.resample(
              format, in, out, quality, 1 << 20, frames, Signals.sine(f, in, AMPLITUDE));
      worst = Math.max(worst, Signals.rms(y, skip) / (AMPLITUDE * Math.sqrt(0.5)));
    }
    return Signals.db(worst);
  }
}
