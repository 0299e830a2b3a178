package dev.parallax.elements.std.flac;

import java.util.Arrays;

/** Decodes one channel of a frame (RFC 9639 section 9.2). */
final class FlacSubframes {
  /** Samples start here in every array, so that kernels may look back without a check. */
  static final int PAD = 32;

  private static final int MAX_ORDER = 32;

  private final int[] coefficients = new int[MAX_ORDER];
  private FlacBits bits = new FlacBits();
  private int wasted;

  /**
   * A channel of at most 32 bits.
   *
   * @param x gets the samples from {@link #PAD} on
   * @param size number of samples
   * @param depth bits per sample with the extra bit of a difference, wasted bits included
   */
  void decode(FlacBits source, int[] x, int size, int depth) throws FlacFault, NeedMoreException {
    bits = source;
    int type = type(depth);
    int width = depth - wasted;
    int end = PAD + size;
    if (type == 0) {
      Arrays.fill(x, PAD, end, (int) bits.signed(width));
    } else if (type == 1) {
      verbatim(x, end, width);
    } else if (type < 32) {
      int order = order(type - 8, size);
      verbatim(x, PAD + order, width);
      residual(x, size, order);
      fixed(x, end, order, width);
    } else {
      int order = order(type - 31, size);
      verbatim(x, PAD + order, width);
      linear(x, size, order, width);
    }
    if (wasted > 0) {
      for (int i = PAD; i < end; i++) {
        x[i] <<= wasted;
      }
    }
  }

  /** As {@link #decode} for the 33 bits of a difference of 32-bit channels. */
  void decodeWide(FlacBits source, long[] x, int[] residual, int size, int depth)
      throws FlacFault, NeedMoreException {
    bits = source;
    int type = type(depth);
    int width = depth - wasted;
    int end = PAD + size;
    if (type == 0) {
      Arrays.fill(x, PAD, end, bits.signed(width));
    } else if (type == 1) {
      verbatimWide(x, end, width);
    } else {
      boolean fixed = type < 32;
      int order = order(fixed ? type - 8 : type - 31, size);
      verbatimWide(x, PAD + order, width);
      int shift = 0;
      if (fixed) {
        FlacPredictor.fixedCoefficients(order, coefficients);
      } else {
        int precision = precision();
        shift = shift();
        coefficients(order, precision);
      }
      residual(residual, size, order);
      FlacPredictor.lpcWide(x, residual, PAD + order, end, coefficients, order, shift);
    }
    for (int i = PAD; wasted > 0 && i < end; i++) {
      x[i] <<= wasted;
    }
  }

  /**
   * Reads the header: the type, and into {@link #wasted} the number of zero bits below each sample.
   */
  private int type(int depth) throws FlacFault, NeedMoreException {
    int header = bits.bits(8);
    if ((header & 0x80) != 0) {
      throw new FlacFault("first bit of a subframe is not 0");
    }
    wasted = (header & 1) != 0 ? bits.unary() + 1 : 0;
    if (wasted >= depth) {
      throw new FlacFault(
          "all bits of a subframe are wasted wasted-bits=" + wasted + " bits=" + depth);
    }
    int type = header >>> 1;
    if ((type >= 2 && type < 8) || (type >= 13 && type < 32)) {
      throw new FlacFault("reserved type of subframe type=" + type);
    }
    return type;
  }

  private static int order(int order, int size) throws FlacFault {
    if (order > size) {
      throw new FlacFault("predictor is longer than the block order=" + order + " block=" + size);
    }
    return order;
  }

  private void verbatim(int[] x, int end, int width) throws NeedMoreException {
    for (int i = PAD; i < end; i++) {
      x[i] = (int) bits.signed(width);
    }
    bits.checkLimit();
  }

  private void verbatimWide(long[] x, int end, int width) throws NeedMoreException {
    for (int i = PAD; i < end; i++) {
      x[i] = bits.signed(width);
    }
    bits.checkLimit();
  }

  private void fixed(int[] x, int end, int order, int width) {
    if (width <= 28) {
      FlacPredictor.fixed(x, PAD + order, end, order);
    } else {
      FlacPredictor.fixedCoefficients(order, coefficients);
      FlacPredictor.lpcLong(x, PAD + order, end, coefficients, order, 0);
    }
  }

  private void linear(int[] x, int size, int order, int width) throws FlacFault, NeedMoreException {
    int precision = precision();
    int shift = shift();
    coefficients(order, precision);
    residual(x, size, order);
    int sumBits = width + precision + (32 - Integer.numberOfLeadingZeros(order - 1));
    if (sumBits <= 32) {
      FlacPredictor.lpc(x, PAD + order, PAD + size, coefficients, order, shift);
    } else {
      FlacPredictor.lpcLong(x, PAD + order, PAD + size, coefficients, order, shift);
    }
  }

  private int precision() throws FlacFault {
    int precision = bits.bits(4) + 1;
    if (precision == 16) {
      throw new FlacFault("reserved precision of predictor coefficients");
    }
    return precision;
  }

  private int shift() throws FlacFault {
    int shift = (int) bits.signed(5);
    if (shift < 0) {
      throw new FlacFault("predictor shift is negative shift=" + shift);
    }
    return shift;
  }

  private void coefficients(int order, int precision) throws NeedMoreException {
    for (int i = 0; i < order; i++) {
      coefficients[i] = (int) bits.signed(precision);
    }
    Arrays.fill(coefficients, order, MAX_ORDER, 0);
    bits.checkLimit();
  }

  /** RFC 9639 section 9.2.7: partitions of Rice codes or of plain numbers. */
  private void residual(int[] x, int size, int order) throws FlacFault, NeedMoreException {
    int method = bits.bits(2);
    if (method > 1) {
      throw new FlacFault("reserved coding of the residual method=" + method);
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int partitionOrder = bits.bits(4);
    int partition = size >>> partitionOrder;
    if (partition << partitionOrder != size || partition < order) {
      throw new FlacFault(
          "residual can't be divided partition-order="
              + partitionOrder
              + " block="
              + size
              + " order="
              + order);
    }
    int from = PAD + order;
    int to = PAD + partition;
    for (int i = 0; i < 1 << partitionOrder; i++) {
      int parameter = bits.bits(parameterBits);
      if (parameter == escape) {
        plain(x, from, to, bits.bits(5));
      } else {
        bits.rice(x, from, to, parameter);
      }
      from = to;
      to += partition;
    }
  }

  private void plain(int[] x, int from, int to, int width) throws NeedMoreException {
    if (width == 0) {
      Arrays.fill(x, from, to, 0);
      return;
    }
    for (int i = from; i < to; i++) {
      x[i] = (int) bits.signed(width);
    }
    bits.checkLimit();
  }
}
