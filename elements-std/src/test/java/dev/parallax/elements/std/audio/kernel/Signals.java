package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Signals through a resampler, and what is measured on the result. */
final class Signals {
  private Signals() {}

  /** A mono signal through a resampler in blocks of random sizes, drained. */
  static double[] resample(
      SampleFormat sample,
      int in,
      int out,
      int quality,
      long threshold,
      int frames,
      IntToDoubleFunction signal) {
    AudioFormat format = AudioFormat.of(sample, in, 1);
    Resampler resampler = new Resampler(format, out, quality, threshold);
    return run(resampler, format, out, frames, signal, new Random(1));
  }

  static double[] run(
      Resampler resampler,
      AudioFormat format,
      int out,
      int frames,
      IntToDoubleFunction signal,
      Random random) {
    int total = (int) (((long) frames * out + format.rate() - 1) / format.rate());
    double[] result = new double[total];
    boolean single = format.format() == SampleFormat.F32LE;
    int bytes = format.bytesPerSample();
    int given = 0;
    try (Arena arena = Arena.ofConfined()) {
      for (int done = 0; done < frames + resampler.lookAhead(); ) {
        boolean tail = done >= frames;
        int n =
            Math.min(
                1 + random.nextInt(1500),
                tail ? frames + resampler.lookAhead() - done : frames - done);
        MemorySegment block = arena.allocate((long) n * bytes);
        for (int f = 0; f < n; f++) {
          if (single) {
            block.setAtIndex(ValueLayout.JAVA_FLOAT, f, (float) signal.applyAsDouble(done + f));
          } else {
            block.setAtIndex(ValueLayout.JAVA_DOUBLE, f, signal.applyAsDouble(done + f));
          }
        }
        int outputs = (int) resampler.outputsFor(n);
        MemorySegment target = arena.allocate((long) outputs * bytes + 8);
        resampler.process(tail ? null : block, 0, n, target, 0);
        for (int j = 0; j < outputs; j++) {
          result[given++] =
              single
                  ? target.getAtIndex(ValueLayout.JAVA_FLOAT, j)
                  : target.getAtIndex(ValueLayout.JAVA_DOUBLE, j);
        }
        done += n;
      }
    }
    if (given != total) {
      throw new AssertionError("outputs given=" + given + " expected=" + total);
    }
    return result;
  }

  static IntToDoubleFunction sine(double frequency, int rate, double amplitude) {
    return n -> amplitude * Math.sin(2 * Math.PI * frequency / rate * n);
  }

  /**
   * Amplitude of the tone that fits the middle of {@code y} best, and the root mean square of what
   * is left, which also has all images and aliases.
   */
  static double[] toneAndRest(double[] y, double frequency, int rate, int skip) {
    double ss = 0;
    double sc = 0;
    double cc = 0;
    double ys = 0;
    double yc = 0;
    double w = 2 * Math.PI * frequency / rate;
    for (int n = skip; n < y.length - skip; n++) {
      double s = Math.sin(w * n);
      double c = Math.cos(w * n);
      ss += s * s;
      sc += s * c;
      cc += c * c;
      ys += y[n] * s;
      yc += y[n] * c;
    }
    double det = ss * cc - sc * sc;
    double a = (ys * cc - yc * sc) / det;
    double b = (yc * ss - ys * sc) / det;
    double rest = 0;
    for (int n = skip; n < y.length - skip; n++) {
      double d = y[n] - a * Math.sin(w * n) - b * Math.cos(w * n);
      rest += d * d;
    }
    return new double[] {Math.hypot(a, b), Math.sqrt(rest / (y.length - 2 * skip))};
  }

  static double rms(double[] y, int skip) {
    double sum = 0;
    for (int n = skip; n < y.length - skip; n++) {
      sum += y[n] * y[n];
    }
    return Math.sqrt(sum / (y.length - 2 * skip));
  }

  static double db(double ratio) {
    return 20 * Math.log10(Math.max(ratio, 1e-20));
  }
}
