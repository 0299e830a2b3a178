package dev.parallax.elements.std.png;

import java.util.Arrays;

/**
 * A Huffman code of RFC 1951 (section 3.2.2) for decoding. Codes of up to {@link #LOOK} bits are
 * looked up, longer ones counted through. An entry says how many bits to take and what they mean; 0
 * is no entry.
 */
final class InflateCode {
  /** Bits that are looked up. */
  static final int LOOK = 11;

  /** Of an entry: bits of the code and of the number behind it; the lowest, so it is a shift. */
  static final int BITS = 0x1f;

  /** Of an entry: first of 4 bits with those of the code alone. */
  static final int CODE = 8;

  /** Of an entry: the block ends. */
  static final int END = 1 << 13;

  /** Of an entry: the literal, or the least length or distance. */
  static final int VALUE = 16;

  /** Of an entry: a literal, or two. */
  static final int LITERAL = 1 << 6;

  /** Bit of an entry that says that there are two literals, the first one lower. */
  static final int TWO = 7;

  private static final int LONGEST = 15;

  /** What symbols mean, without the bits of their codes. */
  private static final int[] LENGTHS = lengths();

  private static final int[] DISTANCES = distances();
  private static final int[] PLAIN = plain();

  /** Entries by the next bits. */
  final int[] look = new int[1 << LOOK];

  private final int[] meanings;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] starts = new int[LONGEST + 2];
  private final short[] symbols = new short[288];
  private int longFirst;
  private int longIndex;

  private InflateCode(int[] meanings) {
    this.meanings = meanings;
  }

  /** Literals and lengths. */
  static InflateCode ofLengths() {
    return new InflateCode(LENGTHS);
  }

  static InflateCode ofDistances() {
    return new InflateCode(DISTANCES);
  }

  /** Symbols that stand for themselves, as literals. */
  static InflateCode ofSymbols() {
    return new InflateCode(PLAIN);
  }

  private static int[] lengths() {
    int[] made = new int[288];
    for (int i = 0; i < 256; i++) {
      made[i] = LITERAL | i << VALUE;
    }
    made[256] = END;
    int base = 3;
    for (int i = 0; i < 28; i++) {
      int extra = Math.max(0, i / 4 - 1);
      made[257 + i] = base << VALUE | extra;
      base += 1 << extra;
    }
    made[285] = 258 << VALUE;
    return made;
  }

  private static int[] distances() {
    int[] made = new int[32];
    int base = 1;
    for (int i = 0; i < 30; i++) {
      int extra = Math.max(0, i / 2 - 1);
      made[i] = base << VALUE | extra;
      base += 1 << extra;
    }
    return made;
  }

  private static int[] plain() {
    int[] made = new int[19];
    for (int i = 0; i < made.length; i++) {
      made[i] = LITERAL | i << VALUE;
    }
    return made;
  }

  /**
   * Takes a code.
   *
   * @param lengths of the codes by symbol, 0 to 15, 0 for none
   * @return whether it is complete, or may be used although it is not
   */
  boolean define(byte[] lengths, int from, int count) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < count; i++) {
      counts[lengths[from + i]]++;
    }
    counts[0] = 0;
    int left = 1;
    int longest = 0;
    for (int bits = 1; bits <= LONGEST; bits++) {
      left = (left << 1) - counts[bits];
      if (left < 0) {
        return false;
      }
      starts[bits + 1] = starts[bits] + counts[bits];
      longest = counts[bits] > 0 ? bits : longest;
    }
    if (left > 0 && (meanings == PLAIN || longest > 1)) {
      return false; // one code of one bit, or none at all, is fine: zlib takes these, too
    }
    sort(lengths, from, count);
    fill(longest);
    return true;
  }

  /** Symbols by length, then by number; {@link #starts} moves on by one length. */
  private void sort(byte[] lengths, int from, int count) {
    for (int i = 0; i < count; i++) {
      int bits = lengths[from + i];
      if (bits > 0) {
        symbols[starts[bits]++] = (short) i;
      }
    }
    System.arraycopy(starts, 1, starts, 2, LONGEST - 1);
    starts[1] = 0;
  }

  private void fill(int longest) {
    Arrays.fill(look, 0);
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= Math.min(LOOK, longest); bits++) {
      for (int i = 0; i < counts[bits]; i++, code++, index++) {
        int entry = entry(symbols[index], bits);
        for (int at = Integer.reverse(code) >>> 32 - bits; at < look.length; at += 1 << bits) {
          look[at] = entry;
        }
      }
      code <<= 1;
    }
    if (longest > LOOK) {
      longFirst = code;
      longIndex = index;
    } else {
      longIndex = -1;
    }
  }

  private int entry(int symbol, int bits) {
    int meaning = meanings[symbol];
    return meaning == 0 ? 0 : meaning + (bits << CODE | bits);
  }

  /**
   * Joins literals whose codes are looked up together. What follows the first one lies at a smaller
   * place, which is joined later.
   */
  void pair() {
    for (int i = look.length - 1; i >= 0; i--) {
      int first = look[i];
      if ((first & LITERAL) != 0) {
        int second = look[i >> (first & BITS)];
        int bits = (first & BITS) + (second & BITS);
        if ((second & LITERAL) != 0 && bits <= LOOK) {
          int value = first >>> VALUE | second >>> VALUE << 8;
          look[i] = value << VALUE | 1 << TWO | LITERAL | bits;
        }
      }
    }
  }

  /** The entry of a code that was not looked up, or 0 when there is none. */
  int longer(long next) {
    if (longIndex < 0) {
      return 0;
    }
    int code = Integer.reverse((int) next) >>> 32 - LOOK;
    int first = longFirst;
    int index = longIndex;
    for (int bits = LOOK + 1; bits <= LONGEST; bits++) {
      code = code << 1 | (int) (next >>> bits - 1) & 1;
      int count = counts[bits];
      int place = code - first;
      if (place >= 0 && place < count) {
        return entry(symbols[index + place], bits);
      }
      first = first + count << 1;
      index += count;
    }
    return 0;
  }
}
