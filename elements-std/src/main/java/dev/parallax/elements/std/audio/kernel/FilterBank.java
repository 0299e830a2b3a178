package dev.parallax.elements.std.audio.kernel;

/**
 * Rows of taps for the outputs of a ratio, in single or double precision. Output {@code j} lies
 * {@code j * in / out} samples behind the first; its row follows from the fraction of that. Where
 * the ratio in lowest terms has few fractions, there is a row for each, in the order in which they
 * are used. Else rows at even distances are stored, and four neighbours are blended (Lagrange's
 * cubic) for every output. Before and behind a row in single precision are zeros, so that it may be
 * read from a little before it on.
 */
final class FilterBank {
  /** Rows a sample of an interpolated bank; the cubic's error is then below -130 dB. */
  private static final int STEPS = 128;

  private final int taps;
  private final int stride;
  private final long in;
  private final long out;
  private final boolean full;
  private final float[] singles;
  private final double[] doubles;
  private final float[] blendedSingles;
  private final double[] blendedDoubles;
  private final double[] weights = new double[4];
  private int nextRow;

  /**
   * A bank.
   *
   * @param in input rate in lowest terms
   * @param out output rate in lowest terms
   * @param batch the most rows asked for at once
   * @param stride from a row to the next; what is more than its taps is zeros
   */
  FilterBank(
      SincFilter filter, int in, int out, boolean full, boolean single, int batch, int stride) {
    taps = filter.taps();
    this.stride = stride;
    this.in = in;
    this.out = out;
    this.full = full;
    int rows = full ? out : STEPS + 3;
    int step = full ? stride : taps;
    int first = full ? stride - taps : 0;
    doubles = new double[single ? taps : first + rows * step];
    singles = new float[single ? first + rows * step : 0];
    long phase = 0;
    for (int row = 0; row < rows; row++) {
      double fraction = full ? (double) phase / out : (row - 1.0) / STEPS;
      int at = first + row * step;
      filter.row(fraction, doubles, single ? 0 : at);
      for (int k = 0; single && k < taps; k++) {
        singles[at + k] = (float) doubles[k];
      }
      phase = (phase + in) % out;
    }
    int blended = full ? 0 : stride - taps + batch * stride;
    blendedSingles = new float[single ? blended : 0];
    blendedDoubles = new double[single ? 0 : blended];
  }

  /** Bytes that a full bank would take. */
  static long fullBytes(int stride, int out, boolean single) {
    return (long) stride * out * (single ? Float.BYTES : Double.BYTES);
  }

  float[] singles() {
    return full ? singles : blendedSingles;
  }

  double[] doubles() {
    return full ? doubles : blendedDoubles;
  }

  /** Begins again with the first output. */
  void restart() {
    nextRow = 0;
  }

  /**
   * Makes the rows of the next outputs.
   *
   * @param phase fraction of the first, in parts of {@code out}
   * @param rowAt gets the place of each row in {@link #singles} or {@link #doubles}
   */
  void rows(ResampleLoops loops, long phase, int[] rowAt, int count) {
    int first = stride - taps;
    if (full) {
      int row = nextRow;
      for (int j = 0; j < count; j++) {
        rowAt[j] = first + row * stride;
        row = row + 1 == out ? 0 : row + 1;
      }
      nextRow = row;
      return;
    }
    long step = in % out;
    long fraction = phase;
    for (int j = 0; j < count; j++) {
      rowAt[j] = first + j * stride;
      blend(loops, (double) fraction / out * STEPS, rowAt[j]);
      fraction += step;
      fraction -= fraction >= out ? out : 0;
    }
  }

  private void blend(ResampleLoops loops, double place, int at) {
    int row = (int) place;
    double t = place - row;
    // Lagrange through the points -1, 0, 1, 2.
    weights[0] = -t * (t - 1) * (t - 2) / 6;
    weights[1] = (t + 1) * (t - 1) * (t - 2) / 2;
    weights[2] = -(t + 1) * t * (t - 2) / 2;
    weights[3] = (t + 1) * t * (t - 1) / 6;
    if (singles.length > 0) {
      loops.blend(singles, row * taps, taps, weights, blendedSingles, at);
    } else {
      loops.blend(doubles, row * taps, taps, weights, blendedDoubles, at);
    }
  }
}
