package dev.parallax.elements.std.png;

import java.util.Arrays;

/**
 * A Huffman code of RFC 1951 (section 3.2.2) for encoding, made for the frequencies of a block.
 * Nothing is allocated after construction. One thread at a time.
 */
final class DeflateCode {
  /** Of an entry of {@link #codes}: bits of the code, which is in the bits above. */
  static final int SIZE = 15;

  /** First bit of the code in an entry. */
  static final int CODE = 4;

  /** How often each symbol comes; set by the user before {@link #make}. */
  final int[] frequencies;

  /** Bits of each symbol's code, 0 where it has none. */
  final byte[] sizes;

  /** The codes, their first bit lowest, and their sizes. */
  final int[] codes;

  private final int longest;
  private final long[] order;
  private final int[] weights;
  private final int[] parents;
  private final int[] counts = new int[SIZE + 2];

  /**
   * Makes room for a code.
   *
   * @param longest bits of a code at most, up to 15
   */
  DeflateCode(int symbols, int longest) {
    this.longest = longest;
    frequencies = new int[symbols];
    sizes = new byte[symbols];
    codes = new int[symbols];
    order = new long[symbols];
    weights = new int[2 * symbols];
    parents = new int[2 * symbols];
  }

  /** Takes sizes that are known. */
  void use(byte[] known) {
    System.arraycopy(known, 0, sizes, 0, sizes.length);
    assign();
  }

  /** Makes the best code for the frequencies that has no code longer than allowed. */
  void make() {
    int n = sort();
    Arrays.fill(counts, 0);
    merge(n);
    limit();
    Arrays.fill(sizes, (byte) 0);
    int size = longest;
    for (int i = 0; i < n; i++) { // the rarest have the longest
      while (counts[size] == 0) {
        size--;
      }
      counts[size]--;
      sizes[(int) order[i] & 0x1ff] = (byte) size;
    }
    assign();
  }

  /** Bits of symbols that come so often, without what is behind them. */
  int cost(int[] often) {
    int sum = 0;
    for (int i = 0; i < often.length; i++) {
      sum += often[i] * sizes[i];
    }
    return sum;
  }

  /** Symbols up to the last that has a code, at least {@code least}. */
  int used(int least) {
    int n = sizes.length;
    while (n > least && sizes[n - 1] == 0) {
      n--;
    }
    return n;
  }

  /** The symbols that come, the rarest first; at least two, for not all readers take fewer. */
  private int sort() {
    int n = 0;
    for (int i = 0; i < frequencies.length; i++) {
      if (frequencies[i] > 0) {
        order[n++] = (long) frequencies[i] << 9 | i;
      }
    }
    for (int i = 0; n < 2; i++) {
      if (frequencies[i] == 0) {
        order[n++] = 1 << 9 | i;
      }
    }
    Arrays.sort(order, 0, n);
    return n;
  }

  /**
   * Joins the two rarest until one is left, and counts how deep the leaves lie. What was joined
   * comes in the order of its weight, so that both queues are sorted.
   */
  private void merge(int n) {
    for (int i = 0; i < n; i++) {
      weights[i] = (int) (order[i] >> 9);
    }
    int leaf = 0;
    int inner = n;
    int root = 2 * n - 2;
    for (int made = n; made <= root; made++) {
      int sum = 0;
      for (int k = 0; k < 2; k++) {
        boolean isLeaf = leaf < n && (inner == made || weights[leaf] <= weights[inner]);
        int child = isLeaf ? leaf++ : inner++;
        sum += weights[child];
        parents[child] = made;
      }
      weights[made] = sum;
    }
    weights[root] = 0; // from here on depths
    for (int i = root - 1; i >= 0; i--) {
      weights[i] = weights[parents[i]] + 1;
      if (i < n) {
        counts[Math.min(weights[i], longest)]++;
      }
    }
  }

  /** Makes codes longer, one after the other, until those that were cut fit. */
  private void limit() {
    int sum = 0;
    for (int i = 1; i <= longest; i++) {
      sum += counts[i] << longest - i;
    }
    for (; sum > 1 << longest; sum--) {
      int i = longest - 1;
      while (counts[i] == 0) {
        i--;
      }
      counts[i]--;
      counts[i + 1] += 2;
      counts[longest]--;
    }
  }

  /** Codes by size, and among equals by symbol. */
  private void assign() {
    Arrays.fill(counts, 0);
    for (byte size : sizes) {
      counts[size + 1]++;
    }
    counts[1] = 0; // symbols without a code
    int next = 0;
    for (int i = 1; i <= SIZE; i++) {
      next = next + counts[i] << 1;
      counts[i] = next;
    }
    for (int i = 0; i < sizes.length; i++) {
      int size = sizes[i];
      codes[i] = size == 0 ? 0 : Integer.reverse(counts[size]++) >>> 32 - size << CODE | size;
    }
  }
}
