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
  int decode(JpegBits in, JpegScanHeader scan, JpegComponent c, int at) {
    if (scan.first == 0) {
      return scan.high == 0 ? dc(in, scan, c, at) : dcBit(in, scan, c.coefficients, at);
    }
    if (scan.high > 0) {
      return acBit(in, scan, c, at);
    }
    if (run > 0) {
      run--;
      return 0;
    }
    return ac(in, scan, c, at);
  }

  private static int dc(JpegBits in, JpegScanHeader scan, JpegComponent c, int at) {
    int size = in.symbol(c.dc);
    if (size < 0) {
      return BaselineBlocks.BAD_CODE;
    }
    int value = c.predictor + (size == 0 ? 0 : HuffmanTable.extend(in.take(size), size));
    if (value << scan.low != (short) (value << scan.low)) {
      return BaselineBlocks.OUT_OF_RANGE;
    }
    c.predictor = value;
    c.coefficients[at] = (short) (value << scan.low);
    return 0;
  }

  private static int dcBit(JpegBits in, JpegScanHeader scan, short[] coefs, int at) {
    coefs[at] |= (short) (in.take(1) << scan.low);
    return 0;
  }

  private int ac(JpegBits in, JpegScanHeader scan, JpegComponent c, int at) {
    final byte[] bytes = in.bytes;
    final int lastByte = in.last();
    final short[] coefs = c.coefficients;
    final HuffmanTable table = c.ac;
    final int[] look = table.look;
    final int last = scan.last;
    final int low = scan.low;
    int next = in.at;
    long bits = in.bits;
    int left = in.left;
    int highest = 0;
    int result = 0;
    int k = scan.first;
    while (k <= last) {
      if (left < 32) { // the longest code and value
        bits |= JpegBits.read(bytes, next) >>> left;
        next = Math.min(next + (63 - left >> 3), lastByte);
        left |= 56;
      }
      int entry = look[(int) (bits >>> 64 - HuffmanTable.LOOK)];
      int value;
      if ((entry & HuffmanTable.COMPLETE) != 0) {
        bits <<= entry;
        left -= entry & HuffmanTable.LENGTH;
        k += entry >> HuffmanTable.SYMBOL + 4 & 15;
        value = entry >> HuffmanTable.VALUE;
      } else {
        if (entry == 0) {
          entry = table.longer((int) (bits >>> 48));
          if (entry == 0) {
            result = BaselineBlocks.BAD_CODE;
            break;
          }
        }
        bits <<= entry;
        left -= entry & HuffmanTable.LENGTH;
        int size = entry >> HuffmanTable.SYMBOL & 15;
        int zeros = entry >> HuffmanTable.SYMBOL + 4 & 15;
        if (size == 0) {
          if (zeros == 15) {
            k += 16;
            continue;
          }
          if (zeros > 0) { // and one itself, which is this block
            run = (1 << zeros) - 1 + (int) (bits >>> 64 - zeros);
            bits <<= zeros;
            left -= zeros;
          }
          break;
        }
        k += zeros;
        value = HuffmanTable.extend((int) (bits >>> 64 - size), size);
        bits <<= size;
        left -= size;
      }
      if (k > last) {
        result = BaselineBlocks.TOO_LONG;
        break;
      }
      coefs[at + NATURAL[k]] = (short) (value << low);
      highest = k++;
    }
    in.at = next;
    in.bits = bits;
    in.left = left;
    c.highest[at >> 6] = (byte) Math.max(highest, c.highest[at >> 6]);
    return result;
  }

  private int acBit(JpegBits in, JpegScanHeader scan, JpegComponent c, int at) {
    final byte[] bytes = in.bytes;
    final int lastByte = in.last();
    final short[] coefs = c.coefficients;
    final HuffmanTable table = c.ac;
    final int bit = 1 << scan.low;
    int next = in.at;
    long bits = in.bits;
    int left = in.left;
    int highest = c.highest[at >> 6] & 0xff;
    int result = 0;
    int k = scan.first;
    while (k <= scan.last) {
      int zeros = 0;
      int value = 0;
      int end = scan.last;
      if (run == 0) {
        if (left < 32) { // the longest code, and the longest run or a sign
          bits |= JpegBits.read(bytes, next) >>> left;
          next = Math.min(next + (63 - left >> 3), lastByte);
          left |= 56;
        }
        int entry = table.look[(int) (bits >>> 64 - HuffmanTable.LOOK)];
        if (entry == 0) {
          entry = table.longer((int) (bits >>> 48));
          if (entry == 0) {
            result = BaselineBlocks.BAD_CODE;
            break;
          }
        }
        int size = entry >> HuffmanTable.SYMBOL & 15;
        zeros = entry >> HuffmanTable.SYMBOL + 4 & 15;
        int length =
            (entry & HuffmanTable.LENGTH) - ((entry & HuffmanTable.COMPLETE) == 0 ? 0 : size);
        bits <<= length;
        left -= length;
        if (size > 0) { // T.81 allows only 1
          value = bits < 0 ? bit : -bit;
          bits <<= 1;
          left--;
        } else if (zeros < 15) {
          run = 1 << zeros;
          if (zeros > 0) {
            run += (int) (bits >>> 64 - zeros);
            bits <<= zeros;
            left -= zeros;
          }
        }
      }
      if (run > 0) { // beyond what the block has so far there is nothing to be corrected
        zeros = Integer.MAX_VALUE;
        end = Math.min(end, highest);
      }
      // Passes coefficients that are zero so far, correcting the others on the way.
      for (; k <= end; k++) {
        int place = at + NATURAL[k];
        int old = coefs[place];
        if (old == 0) {
          if (--zeros < 0) {
            break;
          }
          continue;
        }
        if (left < 1) {
          bits |= JpegBits.read(bytes, next) >>> left;
          next = Math.min(next + (63 - left >> 3), lastByte);
          left |= 56;
        }
        if (bits < 0 && (old & bit) == 0) {
          coefs[place] = (short) (old + (old >= 0 ? bit : -bit));
        }
        bits <<= 1;
        left--;
      }
      if (run > 0) {
        run--;
        break;
      }
      if (value != 0) {
        if (k > scan.last) {
          result = BaselineBlocks.TOO_LONG;
          break;
        }
        coefs[at + NATURAL[k]] = (short) value;
        highest = Math.max(highest, k);
      }
      k++;
    }
    in.at = next;
    in.bits = bits;
    in.left = left;
    c.highest[at >> 6] = (byte) highest;
    return result;
  }
}
