package dev.parallax.elements.std.jpeg;

/**
 * Decodes blocks of progressive scans (T.81, section G.2) into arrays of 64 coefficients in natural
 * order. One object a picture: it has the run of blocks without coefficients.
 */
final class ProgressiveBlocks {
  private static final int[] NATURAL = JpegTables.NATURAL;
  private int run;

  /** A scan or a restart interval begins. */
  void begin() {
    run = 0;
  }

  /** Blocks after the current one that have nothing in this scan. */
  int run() {
    return run;
  }

  /**
   * Takes a block's part of a scan.
   *
   * @return 0, or what is wrong as in {@link BaselineBlocks}
   */
  int decode(JpegBits in, JpegScanHeader scan, JpegComponent c, short[] coefs, int at) {
    if (scan.first == 0) {
      return scan.high == 0 ? dc(in, scan, c, coefs, at) : dcBit(in, scan, coefs, at);
    }
    return scan.high == 0 ? ac(in, scan, c.ac, coefs, at) : acBit(in, scan, c.ac, coefs, at);
  }

  private static int dc(JpegBits in, JpegScanHeader scan, JpegComponent c, short[] coefs, int at) {
    int size = in.symbol(c.dc);
    if (size < 0) {
      return BaselineBlocks.BAD_CODE;
    }
    int value = c.predictor + (size == 0 ? 0 : HuffmanTable.extend(in.take(size), size));
    if (value << scan.low != (short) (value << scan.low)) {
      return BaselineBlocks.OUT_OF_RANGE;
    }
    c.predictor = value;
    coefs[at] = (short) (value << scan.low);
    return 0;
  }

  private static int dcBit(JpegBits in, JpegScanHeader scan, short[] coefs, int at) {
    coefs[at] |= (short) (in.take(1) << scan.low);
    return 0;
  }

  private int ac(JpegBits in, JpegScanHeader scan, HuffmanTable table, short[] coefs, int at) {
    if (run > 0) {
      run--;
      return 0;
    }
    for (int k = scan.first; k <= scan.last; k++) {
      int symbol = in.symbol(table);
      if (symbol < 0) {
        return BaselineBlocks.BAD_CODE;
      }
      int zeros = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && zeros < 15) {
        run = (1 << zeros) - 1 + (zeros == 0 ? 0 : in.take(zeros));
        return 0;
      }
      k += zeros;
      if (k > scan.last) {
        return BaselineBlocks.TOO_LONG;
      }
      if (size > 0) {
        int value = HuffmanTable.extend(in.take(size), size);
        coefs[at + NATURAL[k]] = (short) (value << scan.low);
      }
    }
    return 0;
  }

  private int acBit(JpegBits in, JpegScanHeader scan, HuffmanTable table, short[] coefs, int at) {
    int bit = 1 << scan.low;
    int k = scan.first;
    while (run == 0 && k <= scan.last) {
      int symbol = in.symbol(table);
      if (symbol < 0) {
        return BaselineBlocks.BAD_CODE;
      }
      int zeros = symbol >> 4;
      int size = symbol & 15;
      int value = 0;
      if (size > 0) { // T.81 allows only 1
        value = in.take(1) == 1 ? bit : -bit;
      } else if (zeros < 15) {
        run = (1 << zeros) + (zeros == 0 ? 0 : in.take(zeros));
        break;
      }
      k = skip(in, scan, coefs, at, k, zeros, bit);
      if (value != 0) {
        if (k > scan.last) {
          return BaselineBlocks.TOO_LONG;
        }
        coefs[at + NATURAL[k]] = (short) value;
      }
      k++;
    }
    if (run > 0) {
      skip(in, scan, coefs, at, k, Integer.MAX_VALUE, bit);
      run--;
    }
    return 0;
  }

  /** Passes {@code zeros} coefficients that are zero so far, correcting the others on the way. */
  private static int skip(
      JpegBits in, JpegScanHeader scan, short[] coefs, int at, int from, int zeros, int bit) {
    int left = zeros;
    int k = from;
    for (; k <= scan.last; k++) {
      int place = at + NATURAL[k];
      int value = coefs[place];
      if (value == 0) {
        if (--left < 0) {
          break;
        }
      } else if (in.take(1) == 1 && (value & bit) == 0) {
        coefs[place] = (short) (value + (value >= 0 ? bit : -bit));
      }
    }
    return k;
  }
}
