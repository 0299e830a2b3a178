package dev.parallax.elements.std.jpeg;

import java.util.Arrays;

/** A Huffman code for encoding: the typical one, or one made for a picture. */
final class HuffmanCode {
  private static final int LONGEST = 16;

  /** Counts of symbols, with one more that keeps the code of all ones free. */
  private static final int SYMBOLS = 257;

  /** Code by symbol, left of its length: {@code code << 8 | length}; 0: none. */
  final int[] codes = new int[256];

  /** How often each symbol comes, counted before {@link #make}. */
  final int[] frequencies = new int[SYMBOLS];

  /** 16 counts by length, then the symbols, as in DHT. */
  byte[] table = {};

  /** Length of {@link #table}. */
  int tableBytes;

  private final byte[] made = new byte[16 + 256];
  private final int[] left = new int[SYMBOLS];
  private final int[] sizes = new int[SYMBOLS];
  private final int[] counts = new int[SYMBOLS + 1];
  private final int[] chain = new int[SYMBOLS];

  /** Takes a table as in DHT. */
  void use(byte[] from, int bytes) {
    table = from;
    tableBytes = bytes;
    Arrays.fill(codes, 0);
    int code = 0;
    int at = 16;
    for (int bits = 1; bits <= LONGEST; bits++) {
      for (int i = 0; i < (from[bits - 1] & 0xff); i++) {
        codes[from[at++] & 0xff] = code++ << 8 | bits;
      }
      code <<= 1;
    }
  }

  /** Makes the best code of at most 16 bits for the frequencies (T.81, section K.2). */
  void make() {
    merge();
    Arrays.fill(counts, 0);
    for (int i = 0; i < SYMBOLS; i++) {
      counts[sizes[i]]++;
    }
    shorten();
    Arrays.fill(made, (byte) 0);
    for (int i = 1; i <= LONGEST; i++) {
      made[i - 1] = (byte) counts[i];
    }
    int at = 16;
    for (int size = 1; size < SYMBOLS; size++) {
      for (int symbol = 0; symbol < 256; symbol++) {
        if (sizes[symbol] == size) {
          made[at++] = (byte) symbol;
        }
      }
    }
    use(made, at);
  }

  /** Sizes of codes: the two rarest are joined until one is left (figure K.1). */
  private void merge() {
    System.arraycopy(frequencies, 0, left, 0, SYMBOLS);
    left[SYMBOLS - 1] = 1;
    Arrays.fill(sizes, 0);
    Arrays.fill(chain, -1);
    while (true) {
      int first = rarest(-1);
      int second = rarest(first);
      if (second < 0) {
        return;
      }
      left[first] += left[second];
      left[second] = 0;
      int end = first;
      sizes[end]++;
      while (chain[end] >= 0) {
        end = chain[end];
        sizes[end]++;
      }
      chain[end] = second;
      for (int i = second; i >= 0; i = chain[i]) {
        sizes[i]++;
      }
    }
  }

  /** The rarest symbol, of equals the last. */
  private int rarest(int but) {
    int found = -1;
    for (int i = 0; i < SYMBOLS; i++) {
      if (i != but && left[i] > 0 && (found < 0 || left[i] <= left[found])) {
        found = i;
      }
    }
    return found;
  }

  /** Brings all to 16 bits at most, and takes the extra symbol away (figure K.3). */
  private void shorten() {
    for (int i = SYMBOLS; i > LONGEST; i--) {
      while (counts[i] > 0) {
        int j = i - 2;
        while (counts[j] == 0) {
          j--;
        }
        counts[i] -= 2;
        counts[i - 1]++;
        counts[j + 1] += 2;
        counts[j]--;
      }
    }
    int i = LONGEST;
    while (counts[i] == 0) {
      i--;
    }
    counts[i]--;
  }
}
