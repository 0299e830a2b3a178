package dev.parallax.elements.std.jpeg;

import java.util.Arrays;

/**
 * A Huffman code (T.81, annex C) for decoding. Codes of up to {@value #LOOK} bits are looked up;
 * when a coefficient's own bits are among the same, its value comes with it.
 */
final class HuffmanTable {
  /** Bits that are looked up. */
  static final int LOOK = 9;

  /** Of an entry: its bits in all; the lowest, and none above it, so that it is a shift. */
  static final int LENGTH = 0x1f;

  /** Of an entry: value (sign extended from here up) and run are decided. */
  static final int COMPLETE = 0x40;

  /** Of an entry: first bit of the symbol, 8 bits; the value is in the bits from 16 on. */
  static final int SYMBOL = 8;

  static final int VALUE = 16;

  /** Entries by the next bits; 0: the code is longer. */
  final int[] look = new int[1 << LOOK];

  /** Left-aligned in 16 bits: the first code beyond those of each length. */
  final int[] beyond = new int[18];

  private final int[] first = new int[17];
  private final byte[] values = new byte[256];
  private final byte[] counts = new byte[16];
  private int total;
  private boolean defined;

  boolean isDefined() {
    return defined;
  }

  void clear() {
    defined = false;
  }

  /**
   * Takes a code.
   *
   * @param from an array with 16 counts at {@code at} and the symbols after them
   * @param dc whether symbols are sizes of differences
   * @return what is wrong, or an empty string
   */
  String define(byte[] from, int at, int symbols, boolean dc) {
    if (defined
        && symbols == total
        && Arrays.equals(counts, 0, 16, from, at, at + 16)
        && Arrays.equals(values, 0, symbols, from, at + 16, at + 16 + symbols)) {
      return ""; // most streams repeat their tables in every picture
    }
    defined = false;
    if (symbols > 256) {
      return "huffman table has too many symbols symbols=" + symbols;
    }
    System.arraycopy(from, at, counts, 0, 16);
    System.arraycopy(from, at + 16, values, 0, symbols);
    total = symbols;
    for (int i = 0; dc && i < symbols; i++) {
      if ((values[i] & 0xff) > 15) {
        return "huffman table has a wrong size of a difference size=" + (values[i] & 0xff);
      }
    }
    Arrays.fill(look, 0);
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= 16; bits++) {
      int count = counts[bits - 1] & 0xff;
      first[bits] = index - code;
      for (int i = 0; i < count; i++, code++, index++) {
        if (bits <= LOOK) {
          fill(code, bits, values[index] & 0xff, dc);
        }
      }
      if (code > 1 << bits) {
        return "huffman table has more codes than fit bits=" + bits;
      }
      beyond[bits] = code << (16 - bits);
      code <<= 1;
    }
    beyond[17] = Integer.MAX_VALUE;
    defined = true;
    return "";
  }

  private void fill(int code, int bits, int symbol, boolean dc) {
    if (code >= 1 << bits) {
      return; // too many: refused by the caller
    }
    int shift = LOOK - bits;
    int size = symbol & 15;
    boolean complete = dc ? bits + size <= LOOK : size > 0 && bits + size <= LOOK;
    for (int i = 0; i < 1 << shift; i++) {
      int entry = symbol << SYMBOL | bits;
      if (complete) {
        int value = size == 0 ? 0 : extend(i >> (shift - size) & (1 << size) - 1, size);
        entry = value << VALUE | symbol << SYMBOL | COMPLETE | bits + size;
      }
      look[code << shift | i] = entry;
    }
  }

  /** The value that {@code size} bits stand for (T.81, figure F.12). */
  static int extend(int bits, int size) {
    return bits + ((bits - (1 << size - 1) >> 31) & (-1 << size) + 1);
  }

  /**
   * A code that is longer than {@link #LOOK}: its symbol and length as an entry, or 0 when there is
   * none.
   *
   * @param next the next 16 bits
   */
  int longer(int next) {
    int bits = LOOK + 1;
    while (next >= beyond[bits]) {
      bits++;
    }
    if (bits > 16) {
      return 0;
    }
    return (values[(next >> 16 - bits) + first[bits] & 0xff] & 0xff) << SYMBOL | bits;
  }
}
