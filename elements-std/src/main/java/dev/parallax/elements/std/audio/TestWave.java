package dev.parallax.elements.std.audio;

/**
 * Makes one channel of a test signal. The phase goes on from block to block; noise is the same in
 * every run.
 */
final class TestWave {
  private static final double TWO_PI = 2 * Math.PI;
  private static final long SEED = 0x9e3779b97f4a7c15L;

  private double phase;
  private long noise = SEED;

  /** Back to the start. */
  void reset() {
    phase = 0;
    noise = SEED;
  }

  /**
   * Fills {@code x} with {@code count} samples.
   *
   * @param step cycles per sample
   * @param volume peak
   */
  void fill(AudioTestWave shape, double[] x, int count, double step, double volume) {
    switch (shape) {
      case SILENCE -> java.util.Arrays.fill(x, 0, count, 0);
      case WHITE_NOISE -> {
        for (int i = 0; i < count; i++) {
          x[i] = (2 * random() - 1) * volume;
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          phase += step;
          phase -= Math.floor(phase);
          x[i] = at(shape, phase) * volume;
        }
      }
    }
  }

  /**
   * The shape at {@code p} of a cycle, 0 to 1; every shape but the square starts at 0 and rises.
   */
  private static double at(AudioTestWave shape, double p) {
    return switch (shape) {
      case SINE -> Math.sin(p * TWO_PI);
      case SQUARE -> p < 0.5 ? 1 : -1;
      case SAW -> p < 0.5 ? 2 * p : 2 * p - 2;
      case TRIANGLE -> p < 0.25 ? 4 * p : p < 0.75 ? 2 - 4 * p : 4 * p - 4;
      case SILENCE, WHITE_NOISE -> 0;
    };
  }

  /** SplitMix64, as in {@link java.util.SplittableRandom}, without its object; 0 to 1. */
  private double random() {
    noise += SEED;
    long z = noise;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
  }
}
