package dev.parallax.elements.std.video.kernel;

/**
 * Where the samples of one scaled side come from. Sample centres are mapped to sample centres;
 * outside the picture its edge continues.
 *
 * @param index source sample on the left of (or above) each result
 * @param weight of the source sample after it, 0 to 2048; 0 where there is none
 */
record ScaleTable(int[] index, int[] weight) {
  private static final int ONE = 2048;

  /** Two-tap linear interpolation. */
  static ScaleTable bilinear(int from, int to) {
    int[] index = new int[to];
    int[] weight = new int[to];
    long unit = 2L * to;
    for (int i = 0; i < to; i++) {
      // (i + 1/2) * from / to - 1/2, over the denominator 2 * to.
      long position = Math.max((2L * i + 1) * from - to, 0);
      index[i] = (int) (position / unit);
      weight[i] = (int) ((position % unit * ONE + to) / unit);
      if (index[i] >= from - 1) {
        index[i] = from - 1;
        weight[i] = 0;
      }
    }
    return new ScaleTable(index, weight);
  }

  /** The nearest sample. */
  static ScaleTable nearest(int from, int to) {
    int[] index = new int[to];
    for (int i = 0; i < to; i++) {
      index[i] = (int) ((2L * i + 1) * from / (2L * to));
    }
    return new ScaleTable(index, new int[to]);
  }

  /** The same for pixels of several interleaved samples. */
  ScaleTable samples(int each) {
    int[] indices = new int[index.length * each];
    int[] weights = new int[index.length * each];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = index[i / each] * each + i % each;
      weights[i] = weight[i / each];
    }
    return new ScaleTable(indices, weights);
  }

  /** The source sample after the left one. */
  int after(int i) {
    return weight[i] == 0 ? index[i] : index[i] + 1;
  }
}
