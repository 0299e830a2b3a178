package dev.parallax.elements.std.audio.kernel;

/**
 * Rows of taps for the outputs of a ratio, in single or double precision. Output {@code j} lies
 * {@code j * in / out} samples behind the first; its row follows from the fraction of that. Where
 * the ratio in lowest terms has few fractions, there is a row for each, in the order in which they
 * are used. Else rows at even distances are stored, and four neighbours are blended (Lagrange's
 * cubic) for every output.
 */
final class FilterBank {
  /** Rows a sample of an interpolated bank; the cubic's error is then below -130 dB. */
  private static final int STEPS = 128;

  private final int taps;
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
   */
  FilterBank(SincFilter filter, int in, int out, boolean full, boolean single, int batch) {
    taps = filter.taps();
    this.in = in;
    this.out = out;
    this.full = full;
    int rows = full ? out : STEPS + 3;
    doubles = new double[single ? taps : rows * taps];
    singles = new float[single ? rows * taps : 0];
    long phase = 0;
    for (int row = 0; row < rows; row++) {
      double fraction = full ? (double) phase / out : (row - 1.0) / STEPS;
      filter.row(fraction, doubles, single ? 0 : row * taps);
      for (int k = 0; single && k < taps; k++) {
        singles[row * taps + k] = (float) doubles[k];
      }
      phase = (phase + in) % out;
    }
    blendedSingles = new float[!full && single ? batch * taps : 0];
    blendedDoubles = new double[full || single ? 0 : batch * taps];
  }

  /** Bytes that a full bank would take. */
  static long fullBytes(int taps, int out, boolean single) {
    return (long) taps * out * (single ? Float.BYTES : Double.BYTES);
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
    if (full) {
      int row = nextRow;
      for (int j = 0; j < count; j++) {
        rowAt[j] = row * taps;
        row = row + 1 == out ? 0 : row + 1;
      }
      nextRow = row;
      return;
    }
    long step = in % out;
    long fraction = phase;
    for (int j = 0; j < count; j++) {
      rowAt[j] = j * taps;
      blend(loops, (double) fraction / out * STEPS, j * taps);
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
