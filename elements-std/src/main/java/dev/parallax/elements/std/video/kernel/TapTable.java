package dev.parallax.elements.std.video.kernel;

import java.util.List;

/**
 * Which samples make up each sample of one scaled side, centre to centre; beyond the edges the last
 * ones go on. The number of taps is even: they are taken in twos.
 *
 * @param index of the source sample, by tap and result
 * @param weight of it; those of one result add up to {@link #ONE}
 */
record TapTable(int[][] index, int[][] weight) {
  static final int BITS = 14;
  static final int ONE = 1 << BITS;

  static TapTable of(int from, int to, Interpolation way, double envelope) {
    double scale = (double) from / to;
    double wide = way.widens() ? Math.max(1, scale) : 1;
    double reach = way.reach(envelope) * wide;
    int taps = way == Interpolation.NEAREST ? 1 : (int) Math.ceil(2 * reach);
    int even = taps + 1 & -2;
    int[][] index = new int[even][to];
    int[][] weight = new int[even][to];
    double[] exact = new double[even];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale - 0.5;
      int first = taps == 1 ? nearest(i, from, to) : (int) Math.floor(centre - reach) + 1;
      double sum = 0;
      for (int k = 0; k < even; k++) {
        index[k][i] = Math.clamp(first + k, 0, from - 1);
        exact[k] = k < taps ? way.weight((first + k - centre) / wide, envelope) : 0;
        sum += exact[k];
      }
      round(exact, sum, weight, i);
    }
    return new TapTable(index, weight);
  }

  private static int nearest(int i, int from, int to) {
    return (int) ((2L * i + 1) * from / (2L * to));
  }

  /** What rounding leaves goes to the largest weight, so that flat areas stay as they are. */
  private static void round(double[] exact, double sum, int[][] weight, int i) {
    int left = ONE;
    int largest = 0;
    for (int k = 0; k < exact.length; k++) {
      weight[k][i] = (int) Math.rint(exact[k] / sum * ONE);
      left -= weight[k][i];
      largest = exact[k] > exact[largest] ? k : largest;
    }
    weight[largest][i] += left;
  }

  int taps() {
    return index.length;
  }

  /** The same for all interleaved samples of a row of a plane. */
  static TapTable ofRow(
      Picture from, int plane, int fromWidth, int toWidth, Interpolation way, double envelope) {
    List<Channel> channels =
        Channel.of(from.format()).stream().filter(c -> c.plane() == plane).toList();
    List<TapTable> each =
        channels.stream()
            .map(c -> of(c.columns(fromWidth), c.columns(toWidth), way, envelope))
            .toList();
    int taps = each.stream().mapToInt(TapTable::taps).max().orElse(0);
    int bytes = channels.getFirst().bytes();
    int samples = Picture.rowBytes(from.format(), plane, toWidth) / bytes;
    TapTable all = new TapTable(new int[taps][samples], new int[taps][samples]);
    for (int i = 0; i < channels.size(); i++) {
      all.spread(each.get(i), channels.get(i));
    }
    return all;
  }

  /** Luma and chroma of one row may have different numbers of taps: those left weigh nothing. */
  private void spread(TapTable one, Channel c) {
    int last = one.index[0].length - 1;
    for (int k = 0; k < one.taps(); k++) {
      int x = 0;
      for (int at = c.first(); at < index[k].length; at += c.step(), x++) {
        int column = Math.min(x, last); // a pair's second pixel is there even if it is not shown
        index[k][at] = c.first() + one.index[k][column] * c.step();
        weight[k][at] = one.weight[k][column];
      }
    }
    for (int k = one.taps(); k < index.length; k++) {
      for (int at = c.first(); at < index[k].length; at += c.step()) {
        index[k][at] = index[k - 1][at]; // near the others, so that one window holds all
      }
    }
  }

  /** Two taps with weights of so many bits. */
  TapTable coarser(int bits) {
    int shift = BITS - bits;
    int[][] coarse = new int[2][index[0].length];
    for (int i = 0; i < coarse[0].length; i++) {
      coarse[1][i] = weight[1][i] + (1 << shift - 1) >> shift;
      coarse[0][i] = (1 << bits) - coarse[1][i];
    }
    return new TapTable(index, coarse);
  }

  /** Two taps, and two more of no weight. */
  TapTable ofFour() {
    int[] none = new int[index[0].length];
    return new TapTable(
        new int[][] {index[0], index[1], index[1], index[1]},
        new int[][] {weight[0], weight[1], none, none});
  }

  /** The same for each of the bytes that make up a sample. */
  TapTable bytes(int each) {
    int[][] indices = new int[index.length][index[0].length * each];
    int[][] weights = new int[index.length][index[0].length * each];
    for (int k = 0; k < indices.length; k++) {
      for (int i = 0; i < indices[k].length; i++) {
        indices[k][i] = index[k][i / each] * each + i % each;
        weights[k][i] = weight[k][i / each];
      }
    }
    return new TapTable(indices, weights);
  }

  /**
   * Bits behind the point that sums of samples may have so that none leaves 16 bits with a sign.
   *
   * @param most largest sample; the smallest is 0
   */
  int fraction(int most) {
    long largest = 0;
    for (int i = 0; i < index[0].length; i++) {
      long above = 0;
      long below = 0;
      for (int[] weights : weight) {
        above += Math.max(weights[i], 0);
        below += Math.max(-weights[i], 0);
      }
      largest = Math.max(largest, Math.max(above, below));
    }
    int bits = BITS;
    while (most * largest << bits > (long) Short.MAX_VALUE << BITS) {
      bits--;
    }
    return bits;
  }
}
