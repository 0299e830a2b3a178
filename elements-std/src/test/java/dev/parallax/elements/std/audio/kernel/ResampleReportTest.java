package dev.parallax.elements.std.audio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.SampleFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the resampler for docs/performance.md, and draws spectrograms of sweeps, to be looked
 * at. Only with {@code -Dparallax.resample.report=FOLDER}: table.md and the pictures go there.
 */
@EnabledIfSystemProperty(named = "parallax.resample.report", matches = ".+")
class ResampleReportTest {
  private static final int[][] RATES = {
    {44_100, 48_000}, {48_000, 44_100}, {96_000, 44_100}, {48_000, 16_000}, {44_100, 48_001}
  };
  private static final int DEFAULT = 4;

  @Test
  void shouldKeepItsPromisesWhenMeasuredFinely() throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("parallax.resample.report")));
    List<String> table = new ArrayList<>();
    table.add(
        "| Rates | Quality | Taps | Images and aliases, dB | Pass band (-0.1 dB) to, Hz | Ripple to"
            + " 0.8, dB |");
    table.add("|---|---|---|---|---|---|");
    for (int[] rates : RATES) {
      for (int quality = 0; quality <= 10; quality++) {
        if (rates == RATES[0] || quality == DEFAULT || quality == 10) {
          table.add(row(rates[0], rates[1], quality));
        }
      }
      for (int quality : new int[] {0, DEFAULT, 10}) {
        Path file = folder.resolve("sweep-%d-%d-q%d.png".formatted(rates[0], rates[1], quality));
        draw(sweep(rates[0], rates[1], quality), file);
      }
    }
    Files.write(folder.resolve("table.md"), table);
  }

  private static String row(int in, int out, int quality) {
    SampleFormat f = SampleFormat.F32LE;
    double nyquist = Math.min(in, out) / 2.0;
    double low = 1;
    double high = 1;
    double edge = 0;
    for (double part = 0.01; part < 1; part += 0.01) {
      double gain = ResamplerMeasures.gain(f, in, out, quality, part * nyquist);
      if (part <= 0.8) {
        low = Math.min(low, gain);
        high = Math.max(high, gain);
      }
      if (Math.abs(Signals.db(gain)) <= 0.1 && edge >= (part - 0.015) * nyquist) {
        edge = part * nyquist;
      }
    }
    double unwanted = ResamplerMeasures.worstUnwanted(f, in, out, quality, 0.02);
    if (quality >= DEFAULT) {
      assertThat(unwanted).isLessThan(-90);
    }
    return String.format(
        Locale.ROOT,
        "| %d to %d | %d | %d | %.1f | %.0f | %.4f |",
        in,
        out,
        quality,
        new SincFilter(ResampleQuality.step(quality), in, out).taps(),
        unwanted,
        edge,
        Signals.db(high) - Signals.db(low));
  }

  private static double[] sweep(int in, int out, int quality) {
    int frames = in * 4;
    return Signals.resample(
        SampleFormat.F32LE,
        in,
        out,
        quality,
        1 << 20,
        frames,
        n -> 0.5 * Math.sin(Math.PI * (in / 2.0) * ((double) n / in) * n / frames));
  }

  /** 120 dB from black to white, time to the right, frequency upwards. */
  private static void draw(double[] y, Path file) throws IOException {
    int bins = 512;
    int columns = 800;
    BufferedImage picture = new BufferedImage(columns, bins, BufferedImage.TYPE_BYTE_GRAY);
    double[] re = new double[2 * bins];
    double[] im = new double[2 * bins];
    for (int x = 0; x < columns; x++) {
      int from = (int) ((long) x * (y.length - 2 * bins) / columns);
      for (int i = 0; i < 2 * bins; i++) {
        // Blackman-Harris, four terms: side lobes at -92 dB.
        double a = Math.PI * i / bins;
        double w =
            0.35875 - 0.48829 * Math.cos(a) + 0.14128 * Math.cos(2 * a) - 0.01168 * Math.cos(3 * a);
        re[i] = y[from + i] * w;
        im[i] = 0;
      }
      fft(re, im);
      for (int b = 0; b < bins; b++) {
        double level = Signals.db(Math.hypot(re[b], im[b]) / (0.5 * 0.35875 * bins));
        int gray = (int) Math.clamp((level + 120) / 120 * 255, 0, 255);
        picture.getRaster().setSample(x, bins - 1 - b, 0, gray);
      }
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static void fft(double[] re, double[] im) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double t = re[i];
        re[i] = re[j];
        re[j] = t;
        t = im[i];
        im[i] = im[j];
        im[j] = t;
      }
    }
    for (int size = 2; size <= n; size *= 2) {
      for (int i = 0; i < n; i += size) {
        for (int k = 0; k < size / 2; k++) {
          double a = -2 * Math.PI * k / size;
          int p = i + k;
          int q = p + size / 2;
          double r = re[q] * Math.cos(a) - im[q] * Math.sin(a);
          double m = re[q] * Math.sin(a) + im[q] * Math.cos(a);
          re[q] = re[p] - r;
          im[q] = im[p] - m;
          re[p] += r;
          im[p] += m;
        }
      }
    }
  }
}
