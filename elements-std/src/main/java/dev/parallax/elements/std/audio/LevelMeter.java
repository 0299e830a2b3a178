package dev.parallax.elements.std.audio;

import dev.parallax.memory.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Root mean square, peak, and a peak that is held and then falls, of some channels. */
final class LevelMeter {
  private static final double NS = 1e9;

  private final double[] squares;
  private final double[] peaks;
  private final double[] decays;
  private final double[] bases;
  private final double[] ages;
  private long frames;

  LevelMeter(int channels) {
    squares = new double[channels];
    peaks = new double[channels];
    decays = new double[channels];
    bases = new double[channels];
    ages = new double[channels];
  }

  /** Samples of all channels since the last report. */
  long frames() {
    return frames;
  }

  /** Counts interleaved samples. */
  void add(double[] x, int count) {
    int channels = squares.length;
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double peak = peaks[c];
      for (int f = 0, i = c; f < count; f++, i += channels) {
        double square = x[i] * x[i];
        sum += square;
        peak = Math.max(peak, square);
      }
      squares[c] += sum;
      peaks[c] = peak;
    }
    frames += count;
  }

  /**
   * Reports the interval and begins the next.
   *
   * @param durationNs length of the interval
   * @param ttlNs how long a peak is held
   * @param falloff dB per second that it falls then
   */
  LevelMessage report(long timestamp, long durationNs, long ttlNs, double falloff) {
    List<Double> rms = new ArrayList<>();
    List<Double> peak = new ArrayList<>();
    List<Double> decay = new ArrayList<>();
    for (int c = 0; c < squares.length; c++) {
      age(c, durationNs, ttlNs, falloff);
      rms.add(10 * Math.log10(squares[c] / frames));
      peak.add(10 * Math.log10(peaks[c]));
      decay.add(10 * Math.log10(decays[c]));
      squares[c] = 0;
      peaks[c] = 0;
    }
    frames = 0;
    long end = timestamp == Buffer.NO_TIME ? timestamp : timestamp + durationNs;
    return new LevelMessage(timestamp, end, durationNs, rms, peak, decay);
  }

  private void age(int c, long durationNs, long ttlNs, double falloff) {
    ages[c] += durationNs;
    if (ages[c] > ttlNs) {
      decays[c] = bases[c] * Math.pow(10, -falloff * (ages[c] - ttlNs) / NS / 10);
    }
    if (peaks[c] >= decays[c]) {
      decays[c] = peaks[c];
      bases[c] = peaks[c];
      ages[c] = 0;
    }
  }
}
