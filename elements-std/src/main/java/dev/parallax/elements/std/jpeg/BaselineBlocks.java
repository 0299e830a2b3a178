package dev.parallax.elements.std.jpeg;

/**
 * Decodes blocks of sequential scans (T.81, section F.2.2). The coefficients go, multiplied by
 * their steps, to every eighth place of an array: a group of eight blocks is transformed at once.
 */
final class BaselineBlocks {
  static final int BAD_CODE = -1;
  static final int TOO_LONG = -2;
  static final int OUT_OF_RANGE = -3;

  /** Largest DC value, multiplied by its step or not, that any encoder could mean. */
  private static final int MAX_DC = 1 << 15;

  private static final int[] PLACES = places();

  private BaselineBlocks() {}

  /** Natural places times 8, and room for a run past the end. */
  static int[] places() {
    int[] places = new int[64 + 16];
    for (int i = 0; i < places.length; i++) {
      places[i] = JpegTables.NATURAL[Math.min(i, 63)] * 8;
    }
    return places;
  }

  /** What an error number means. */
  static String fault(int number) {
    return switch (number) {
      case BAD_CODE -> "huffman code is unknown";
      case TOO_LONG -> "block has too many coefficients";
      default -> "dc value is out of range";
    };
  }

  /**
   * Decodes a block to {@code coefs[at + 8 * place]}.
   *
   * @return index of the last coefficient, or what is wrong
   */
  static int decode(JpegBits in, JpegComponent c, int[] coefs, int at) {
    final byte[] bytes = in.bytes;
    final int lastByte = in.last();
    final int[] quant = c.quant;
    int next = in.at;
    long bits = in.bits;
    int left = in.left;
    if (left < 32) {
      bits |= JpegBits.read(bytes, next) >>> left;
      next = Math.min(next + (63 - left >> 3), lastByte);
      left |= 56;
    }
    int entry = c.dc.look[(int) (bits >>> 64 - HuffmanTable.LOOK)];
    int dc = c.predictor;
    if ((entry & HuffmanTable.COMPLETE) != 0) {
      bits <<= entry;
      left -= entry & HuffmanTable.LENGTH;
      dc += entry >> HuffmanTable.VALUE;
    } else {
      if (entry == 0) {
        entry = c.dc.longer((int) (bits >>> 48));
        if (entry == 0) {
          return BAD_CODE;
        }
      }
      bits <<= entry;
      left -= entry & HuffmanTable.LENGTH;
      int size = entry >> HuffmanTable.SYMBOL & 15;
      if (size > 0) {
        dc += HuffmanTable.extend((int) (bits >>> 64 - size), size);
        bits <<= size;
        left -= size;
      }
    }
    if (dc < -MAX_DC || dc > MAX_DC) {
      in.at = next; // whether the data had ended before is looked up there
      in.bits = bits;
      in.left = left;
      return OUT_OF_RANGE;
    }
    c.predictor = dc;
    coefs[at] = dc * quant[0];
    final HuffmanTable table = c.ac;
    final int[] look = table.look;
    int k = 1;
    int result = 0;
    while (k < 64) {
      if (left < HuffmanTable.LOOK) {
        bits |= JpegBits.read(bytes, next) >>> left;
        next = Math.min(next + (63 - left >> 3), lastByte);
        left |= 56;
      }
      entry = look[(int) (bits >>> 64 - HuffmanTable.LOOK)];
      if ((entry & HuffmanTable.COMPLETE) != 0) {
        bits <<= entry;
        left -= entry & HuffmanTable.LENGTH;
        k += entry >> HuffmanTable.SYMBOL + 4 & 15;
        coefs[at + PLACES[k]] = (entry >> HuffmanTable.VALUE) * quant[k & 63];
      } else {
        if (left < 32) { // the longest code and value
          bits |= JpegBits.read(bytes, next) >>> left;
          next = Math.min(next + (63 - left >> 3), lastByte);
          left |= 56;
        }
        if (entry == 0) {
          entry = table.longer((int) (bits >>> 48));
          if (entry == 0) {
            k = BAD_CODE;
            break;
          }
        }
        bits <<= entry;
        left -= entry & HuffmanTable.LENGTH;
        int size = entry >> HuffmanTable.SYMBOL & 15;
        int run = entry >> HuffmanTable.SYMBOL + 4 & 15;
        if (size == 0) {
          if (run < 15) {
            break;
          }
          k += 16;
          continue;
        }
        k += run;
        int value = HuffmanTable.extend((int) (bits >>> 64 - size), size);
        bits <<= size;
        left -= size;
        coefs[at + PLACES[k]] = value * quant[k & 63];
      }
      result = k++;
    }
    in.at = next;
    in.bits = bits;
    in.left = left;
    return k < 0 ? k : result > 63 ? TOO_LONG : result;
  }
}
