package dev.parallax.elements.std.audio;

import dev.parallax.elements.std.audio.kernel.Fft;
import java.util.Arrays;

/**
 * Magnitudes and phases of one channel, averaged over the transforms of an interval, with
 * GStreamer's scale: a Hamming window, and 0 dB for a power of the square of the transform's
 * length.
 */
final class SpectrumAnalyzer {
  private final int length;
  private final int bands;
  private final double threshold;
  private final Fft fft;
  private final double[] window;
  private final double[] kept;
  private final double[] re;
  private final double[] im;
  private final double[] magnitudes;
  private final double[] phases;
  private int at;
  private int sinceLast;
  private int transforms;

  SpectrumAnalyzer(int bands, double threshold) {
    this.bands = bands;
    this.threshold = threshold;
    length = 2 * bands - 2;
    fft = new Fft(length);
    window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = 0.53836 - 0.46164 * Math.cos(2 * Math.PI * i / length);
    }
    kept = new double[length];
    re = new double[length];
    im = new double[length];
    magnitudes = new double[bands];
    phases = new double[bands];
  }

  /** Takes a sample; transforms the last ones each time as many have come as a transform has. */
  void add(double sample) {
    kept[at] = sample;
    at = at + 1 == length ? 0 : at + 1;
    if (++sinceLast == length) {
      transform();
    }
  }

  private void transform() {
    for (int i = 0; i < length; i++) {
      int from = at + i < length ? at + i : at + i - length;
      re[i] = kept[from] * window[i];
      im[i] = 0;
    }
    fft.transform(re, im);
    for (int b = 0; b < bands; b++) {
      double power = (re[b] * re[b] + im[b] * im[b]) / ((double) length * length);
      magnitudes[b] += Math.max(threshold, 10 * Math.log10(power));
      phases[b] += Math.atan2(im[b], re[b]);
    }
    transforms++;
    sinceLast = 0;
  }

  /** Ends an interval: at least one transform is in it. */
  void finish() {
    if (transforms == 0) {
      transform();
    }
  }

  float[] magnitude() {
    return average(magnitudes);
  }

  float[] phase() {
    return average(phases);
  }

  private float[] average(double[] sums) {
    float[] values = new float[bands];
    for (int b = 0; b < bands; b++) {
      values[b] = (float) (sums[b] / transforms);
    }
    return values;
  }

  /** The next interval begins. */
  void next() {
    Arrays.fill(magnitudes, 0);
    Arrays.fill(phases, 0);
    transforms = 0;
    sinceLast = 0;
  }
}
