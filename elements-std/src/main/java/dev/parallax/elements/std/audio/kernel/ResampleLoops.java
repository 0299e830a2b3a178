package dev.parallax.elements.std.audio.kernel;

/**
 * The inner loops of the resampler. Both kinds add products in one order, {@link Fused} or not:
 * sums of every eighth product (in double precision: every sixteenth), then halves of the sums.
 */
interface ResampleLoops {
  /** Sums of an output; a row in single precision is a multiple of it long. */
  int SUMS = 8;

  /**
   * Each output is the inner product of a row with the samples from a place on. Neighbours with the
   * same place are computed together. Up to {@link #SUMS} values behind the last may be written.
   */
  void filter(float[] rows, int[] rowAt, float[] x, int[] at, int length, float[] y, int count);

  /** The same for two channels at once, whose outputs are interleaved. */
  void filter(
      float[] rows,
      int[] rowAt,
      float[] x0,
      float[] x1,
      int[] at,
      int length,
      float[] y,
      int count);

  /** Two channels in double precision. */
  void filter(
      double[] rows,
      int[] rowAt,
      double[] x0,
      double[] x1,
      int[] at,
      int taps,
      double[] y0,
      double[] y1,
      int count);

  /** One channel in double precision. */
  void filter(double[] rows, int[] rowAt, double[] x, int[] at, int taps, double[] y, int count);

  /** A row from four neighbours, the first at {@code at}. */
  void blend(float[] rows, int at, int taps, double[] weights, float[] row, int rowAt);

  /** The same in double precision. */
  void blend(double[] rows, int at, int taps, double[] weights, double[] row, int rowAt);
}
