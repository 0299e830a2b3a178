package dev.parallax.elements.std.audio.kernel;

/**
 * Discrete Fourier transform of any length: powers of two by Cooley and Tukey's halving, others by
 * Bluestein's convolution with a chirp, on a power of two at least twice as long.
 */
public final class Fft {
  private final int n;
  private final int size;
  private final double[] cos;
  private final double[] sin;
  private final int[] reversed;
  private final double[] chirpRe;
  private final double[] chirpIm;
  private final double[] kernelRe;
  private final double[] kernelIm;
  private final double[] re;
  private final double[] im;

  /** For {@code n} values, at least 1. */
  public Fft(int n) {
    this.n = n;
    boolean power = Integer.bitCount(n) == 1;
    size = power ? n : Integer.highestOneBit(2 * n - 1) * 2;
    cos = new double[Math.max(1, size / 2)];
    sin = new double[Math.max(1, size / 2)];
    for (int i = 0; i < cos.length; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / size);
      sin[i] = -Math.sin(2 * Math.PI * i / size);
    }
    reversed = new int[size];
    for (int i = 1; i < size; i++) {
      reversed[i] = reversed[i >> 1] >> 1 | ((i & 1) == 0 ? 0 : size >> 1);
    }
    int chirp = power ? 0 : n;
    chirpRe = new double[chirp];
    chirpIm = new double[chirp];
    kernelRe = new double[power ? 0 : size];
    kernelIm = new double[power ? 0 : size];
    re = new double[power ? 0 : size];
    im = new double[power ? 0 : size];
    if (!power) {
      makeChirp();
    }
  }

  private void makeChirp() {
    for (int i = 0; i < n; i++) {
      // i * i modulo 2n keeps the angle exact for large i.
      double angle = Math.PI * ((long) i * i % (2L * n)) / n;
      chirpRe[i] = Math.cos(angle);
      chirpIm[i] = -Math.sin(angle);
      kernelRe[i] = chirpRe[i];
      kernelIm[i] = -chirpIm[i];
      if (i > 0) {
        kernelRe[size - i] = kernelRe[i];
        kernelIm[size - i] = kernelIm[i];
      }
    }
    power(kernelRe, kernelIm);
  }

  /** Transforms {@code n} complex values in place. Allocates nothing. */
  public void transform(double[] real, double[] imaginary) {
    if (chirpRe.length == 0) {
      power(real, imaginary);
      return;
    }
    java.util.Arrays.fill(re, 0);
    java.util.Arrays.fill(im, 0);
    for (int i = 0; i < n; i++) {
      re[i] = real[i] * chirpRe[i] - imaginary[i] * chirpIm[i];
      im[i] = real[i] * chirpIm[i] + imaginary[i] * chirpRe[i];
    }
    power(re, im);
    for (int i = 0; i < size; i++) {
      double r = re[i] * kernelRe[i] - im[i] * kernelIm[i];
      // Conjugated, so that the forward transform is the inverse one.
      im[i] = -(re[i] * kernelIm[i] + im[i] * kernelRe[i]);
      re[i] = r;
    }
    power(re, im);
    for (int i = 0; i < n; i++) {
      double r = re[i] / size;
      double m = -im[i] / size;
      real[i] = r * chirpRe[i] - m * chirpIm[i];
      imaginary[i] = r * chirpIm[i] + m * chirpRe[i];
    }
  }

  private void power(double[] x, double[] y) {
    for (int i = 0; i < size; i++) {
      int j = reversed[i];
      if (i < j) {
        double t = x[i];
        x[i] = x[j];
        x[j] = t;
        t = y[i];
        y[i] = y[j];
        y[j] = t;
      }
    }
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int i = 0; i < size; i += 2 * half) {
        for (int k = 0; k < half; k++) {
          int p = i + k;
          int q = p + half;
          double c = cos[k * stride];
          double s = sin[k * stride];
          double r = x[q] * c - y[q] * s;
          double m = x[q] * s + y[q] * c;
          x[q] = x[p] - r;
          y[q] = y[p] - m;
          x[p] += r;
          y[p] += m;
        }
      }
    }
  }
}
