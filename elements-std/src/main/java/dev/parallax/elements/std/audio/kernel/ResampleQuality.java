package dev.parallax.elements.std.audio.kernel;

/**
 * Filters of the quality steps. The transition band is centred on the cut-off and as wide as the
 * Kaiser window makes it for these taps and this attenuation (J. F. Kaiser, "Nonrecursive digital
 * filter design using the I0-sinh window function", 1974): each step's stop band begins within 5 %
 * (below 3) or 2 % (from 3 on) of half the lower rate.
 *
 * @param taps at the lower of the two rates, a multiple of 16
 * @param attenuation of the stop band in dB
 * @param cutoff where the response has fallen by 6 dB, as a part of half the lower rate
 */
record ResampleQuality(int taps, double attenuation, double cutoff) {
  private static final ResampleQuality[] STEPS = {
    new ResampleQuality(16, 50, 0.85),
    new ResampleQuality(32, 60, 0.90),
    new ResampleQuality(32, 70, 0.885),
    new ResampleQuality(48, 85, 0.905),
    new ResampleQuality(80, 100, 0.935),
    new ResampleQuality(96, 105, 0.945),
    new ResampleQuality(128, 110, 0.956),
    new ResampleQuality(160, 115, 0.965),
    new ResampleQuality(192, 120, 0.969),
    new ResampleQuality(224, 125, 0.973),
    new ResampleQuality(256, 130, 0.976),
  };

  /** Step 0 to 10. */
  static ResampleQuality step(int quality) {
    return STEPS[quality];
  }

  /** Shape of the Kaiser window, by his formula for more than 50 dB. */
  double beta() {
    return attenuation > 50
        ? 0.1102 * (attenuation - 8.7)
        : 0.5842 * Math.pow(29, 0.4) + 0.07886 * 29;
  }
}
