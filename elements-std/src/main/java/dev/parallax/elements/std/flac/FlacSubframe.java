package dev.parallax.elements.std.flac;

import java.util.Arrays;

/**
 * One channel of a block: the cheapest of the ways to write it (RFC 9639 section 9.2), and the
 * writing of it. Reused for every block.
 */
final class FlacSubframe {
  private static final int MAX_FIXED = 4;
  private static final int TYPE_CONSTANT = 0;
  private static final int TYPE_VERBATIM = 1;
  private static final int TYPE_FIXED = 8;
  private static final int TYPE_LINEAR = 31;

  private final FlacLevel level;
  private final FlacAnalysis analysis;
  private final FlacResidual predictor;
  private final long[] fixedSums = new long[MAX_FIXED + 1];
  private final int[] fixed = new int[FlacAnalysis.MAX_ORDER];

  private int[] x;
  private int size;
  private int width;
  private int wasted;

  private int type;
  private int order;
  private int precision;
  private int shift;
  private final int[] coefficients = new int[FlacAnalysis.MAX_ORDER];
  private int[] residual;
  private int[] tried;
  private FlacRice rice = new FlacRice();
  private FlacRice triedRice = new FlacRice();
  private long cost;

  FlacSubframe(FlacLevel level, FlacAnalysis analysis, FlacResidual predictor) {
    this.level = level;
    this.analysis = analysis;
    this.predictor = predictor;
    x = new int[level.blockSize()];
    residual = new int[level.blockSize()];
    tried = new int[level.blockSize()];
  }

  /** Where the samples are to be put. */
  int[] samples() {
    return x;
  }

  /** Estimated bits of what {@link #choose} chose. */
  long cost() {
    return cost;
  }

  /**
   * Chooses how to write the first {@code count} of the {@link #samples}, which may be changed.
   *
   * @param depth bits per sample, with the extra bit of a difference; at most 32
   */
  void choose(int count, int depth) {
    size = count;
    removeWasted(depth);
    long header = 8 + wasted;
    if (isConstant()) {
      type = TYPE_CONSTANT;
      cost = header + width;
      return;
    }
    type = TYPE_VERBATIM;
    cost = header + (long) size * width;
    tryFixed(header);
    tryLinear(header);
  }

  /** A rough measure of {@link #cost}, for little work: what the second differences would take. */
  long roughCost(int count) {
    long sum = 0;
    for (int i = 2; i < count; i++) {
      sum += Math.abs((long) x[i] - 2L * x[i - 1] + x[i - 2]);
    }
    return (long) (count * Math.log1p((double) sum / count));
  }

  private void removeWasted(int depth) {
    int used = 0;
    for (int i = 0; i < size; i++) {
      used |= x[i];
    }
    wasted = used == 0 ? 0 : Math.min(Integer.numberOfTrailingZeros(used), depth - 1);
    width = depth - wasted;
    for (int i = 0; wasted > 0 && i < size; i++) {
      x[i] >>= wasted;
    }
  }

  private boolean isConstant() {
    for (int i = 1; i < size; i++) {
      if (x[i] != x[0]) {
        return false;
      }
    }
    return true;
  }

  private void tryFixed(long header) {
    int best = bestFixed();
    FlacPredictor.fixedCoefficients(best, fixed);
    offer(header + (long) best * width, TYPE_FIXED + best, best, fixed, 0, 0);
  }

  /** The order whose differences are the smallest. */
  private int bestFixed() {
    int highest = Math.min(MAX_FIXED, size - 1);
    if (highest < MAX_FIXED) {
      return 0;
    }
    FlacDifferences.sum(x, size, width, fixedSums);
    int best = 0;
    for (int i = 1; i <= MAX_FIXED; i++) {
      if (fixedSums[i] < fixedSums[best]) {
        best = i;
      }
    }
    return best;
  }

  private void tryLinear(long header) {
    int maxOrder = Math.min(level.maxOrder(), size - 1);
    for (int parts = 1; maxOrder > 0 && parts <= level.windows(); parts++) {
      for (int part = 0; part < parts; part++) {
        int from = (int) ((long) size * part / parts);
        int to = (int) ((long) size * (part + 1) / parts);
        if (to - from > 2 * maxOrder || parts == 1) {
          tryWindow(header, from, to, maxOrder);
        }
      }
    }
  }

  private void tryWindow(long header, int from, int to, int maxOrder) {
    int highest = analysis.analyse(x, from, to, maxOrder);
    if (highest == 0) {
      return;
    }
    int n = analysis.bestOrder(highest, size, width + precision(1));
    tryPredictor(header, n);
    if (analysis.isRough(n)) {
      // Then it is chance which order comes off best.
      for (int other = highest; other > 0; other--) {
        if (other != n) {
          tryPredictor(header, other);
        }
      }
    }
  }

  private void tryPredictor(long header, int n) {
    int bits = precision(n);
    if (analysis.quantise(n, bits)) {
      long head = header + (long) n * (width + bits) + 4 + 5;
      offer(head, TYPE_LINEAR + n, n, analysis.coefficients, analysis.shift, bits);
    }
  }

  private int precision(int n) {
    int bits = level.precisionFor(width, level.blockSize());
    // Up to 17 bits decoders shall get along with 32 bits.
    return width > 17 ? bits : Math.min(bits, 32 - width - (31 - Integer.numberOfLeadingZeros(n)));
  }

  private void offer(long head, int newType, int n, int[] by, int newShift, int newPrecision) {
    if (head >= cost || !predictor.of(x, tried, n, size, by, n, newShift)) {
      return;
    }
    long bits = head + triedRice.choose(tried, 0, size, n, level.maxPartitionOrder());
    if (bits >= cost) {
      return;
    }
    cost = bits;
    type = newType;
    order = n;
    shift = newShift;
    precision = newPrecision;
    System.arraycopy(by, 0, coefficients, 0, n);
    int[] free = residual;
    residual = tried;
    tried = free;
    FlacRice freeRice = rice;
    rice = triedRice;
    triedRice = freeRice;
  }

  /** Writes what {@link #choose} chose. */
  void write(FlacBitWriter out) {
    out.bits(type << 1 | (wasted > 0 ? 1 : 0), 8);
    if (wasted > 0) {
      out.unary(wasted - 1);
    }
    if (type == TYPE_CONSTANT) {
      out.bits(x[0], width);
      return;
    }
    int plain = type == TYPE_VERBATIM ? size : order;
    for (int i = 0; i < plain; i++) {
      out.bits(x[i], width);
    }
    if (type == TYPE_VERBATIM) {
      return;
    }
    if (type > TYPE_LINEAR) {
      out.bits(precision - 1, 4);
      out.bits(shift, 5);
      for (int i = 0; i < order; i++) {
        out.bits(coefficients[i], precision);
      }
    }
    rice.write(out, residual, 0, size, order);
  }

  /** For messages of tests. */
  @Override
  public String toString() {
    return "type="
        + type
        + " order="
        + order
        + " shift="
        + shift
        + " coefficients="
        + Arrays.toString(Arrays.copyOf(coefficients, order))
        + " "
        + rice;
  }
}
