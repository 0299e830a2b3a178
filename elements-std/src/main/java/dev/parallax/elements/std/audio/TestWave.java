package dev.parallax.elements.std.audio;

/** Makes one channel of a test signal. The phase goes on from block to block. */
final class TestWave {
  private static final double TWO_PI = 2 * Math.PI;
  private static final int TABLE = 1024;
  private static final double[] SINES = new double[TABLE + 1];

  static {
    for (int i = 0; i <= TABLE; i++) {
      SINES[i] = Math.sin(TWO_PI * i / TABLE);
    }
  }

  /**
   * Parts of a second in samples.
   *
   * @param interval from the start of a tick to the next, in samples
   * @param length of a tick, in samples
   * @param ramp at both ends of a tick, in samples; 0: none
   * @param markerPeriod every so many ticks is a marker; 0: none
   * @param markerVolume its peak, relative to full scale
   */
  record Ticks(
      double interval, double length, double ramp, long markerPeriod, double markerVolume) {
    static final Ticks NONE = new Ticks(1, 0, 0, 0, 1);
  }

  /**
   * A sweep.
   *
   * @param from cycles per sample at the start
   * @param to at the end
   * @param length in samples
   * @param even whether octaves take equal times, instead of hertz
   */
  record Sweep(double from, double to, double length, boolean even) {
    static final Sweep NONE = new Sweep(0, 0, 1, false);

    double at(long sample) {
      double part = sample % Math.max(1, Math.round(length)) / length;
      return even && from > 0 && to > 0
          ? from * Math.pow(to / from, part)
          : from + (to - from) * part;
    }
  }

  private final NoiseWave noise = new NoiseWave();
  private double phase;
  private long sample;
  Ticks ticks = Ticks.NONE;
  Sweep sweep = Sweep.NONE;

  /** Back to the start. */
  void reset() {
    start(0);
  }

  /** Goes on at a sample; tones and noise begin anew there. */
  void start(long first) {
    phase = 0;
    sample = first;
    noise.reset();
  }

  /**
   * Fills {@code x} with {@code count} samples.
   *
   * @param step cycles per sample
   * @param volume peak; the deviation for Gaussian noise
   */
  void fill(AudioTestWave shape, double[] x, int count, double step, double volume) {
    for (int i = 0; i < count; i++, sample++) {
      x[i] = volume * next(shape, step, volume);
    }
  }

  private double next(AudioTestWave shape, double step, double volume) {
    return switch (shape) {
      case SILENCE -> 0;
      case WHITE_NOISE -> noise.white();
      case PINK_NOISE -> noise.pink();
      case GAUSSIAN_NOISE -> noise.gaussian();
      case RED_NOISE -> noise.red();
      case BLUE_NOISE -> noise.blue();
      case VIOLET_NOISE -> noise.violet();
      case TICKS -> tick(step, volume);
      case SWEEP -> {
        advance(sweep.at(sample));
        yield Math.sin(phase * TWO_PI);
      }
      default -> {
        advance(step);
        yield at(shape, phase);
      }
    };
  }

  private void advance(double step) {
    phase += step;
    phase -= Math.floor(phase);
  }

  /**
   * The shape at {@code p} of a cycle, 0 to 1; every shape but the square starts at 0 and rises.
   */
  private static double at(AudioTestWave shape, double p) {
    return switch (shape) {
      case SQUARE -> p < 0.5 ? 1 : -1;
      case SAW -> p < 0.5 ? 2 * p : 2 * p - 2;
      case TRIANGLE -> p < 0.25 ? 4 * p : p < 0.75 ? 2 - 4 * p : 4 * p - 4;
      case SINE_TABLE -> {
        int i = (int) (p * TABLE);
        yield SINES[i] + (SINES[i + 1] - SINES[i]) * (p * TABLE - i);
      }
      default -> Math.sin(p * TWO_PI);
    };
  }

  private double tick(double step, double volume) {
    long number = (long) Math.floor(sample / ticks.interval);
    double inside = sample - Math.ceil(number * ticks.interval);
    if (inside >= ticks.length) {
      return 0;
    }
    double ramp =
        ticks.ramp <= 0 ? 1 : Math.min(1, Math.min(inside, ticks.length - inside) / ticks.ramp);
    boolean marker = ticks.markerPeriod > 0 && number % ticks.markerPeriod == 0;
    double scale = marker && volume > 0 ? ticks.markerVolume / volume : 1;
    return ramp * scale * Math.sin(TWO_PI * step * inside);
  }
}
