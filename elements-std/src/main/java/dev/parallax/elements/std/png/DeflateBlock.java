package dev.parallax.elements.std.png;

import java.util.Arrays;

/**
 * Collects literals and matches, and writes them as a block of RFC 1951 (section 3.2.3) in the kind
 * that takes the fewest bits. Nothing is allocated after construction. One thread at a time.
 */
final class DeflateBlock {
  /** Length of a match at most. */
  static final int LONGEST = 258;

  /** Bytes of a stored block at most. */
  static final int STORED = 65_535;

  private static final int LITERALS = 32 << 10;
  private static final int MATCHES = 16 << 10;
  private static final int END = 256;
  private static final int FIRST_LENGTH = 257;
  private static final int SYMBOLS = 286;
  private static final int DISTANCES = 30;
  private static final int LONGEST_CODE = 15;

  /** By length of a match: its symbol, and from bit 16 on how many bits are behind it. */
  private static final int[] LENGTHS = lengths();

  /** The order of the lengths of codes of lengths (section 3.2.7). */
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int SIZE_AGAIN = 16;
  private static final int FEW_ZEROS = 17;
  private static final int MANY_ZEROS = 18;

  private final byte[] literals = new byte[LITERALS];

  /** Literals before each match. */
  private final int[] before = new int[MATCHES];

  /** Length and distance, from bit 16 and bit 0 on. */
  private final int[] matches = new int[MATCHES];

  private final DeflateCode symbols = new DeflateCode(SYMBOLS, LONGEST_CODE);
  private final DeflateCode distances = new DeflateCode(DISTANCES, LONGEST_CODE);
  private final DeflateCode sizes = new DeflateCode(ORDER.length, 7);

  /** With two symbols that never come, but have codes. */
  private final DeflateCode fixedSymbols = new DeflateCode(SYMBOLS + 2, LONGEST_CODE);

  private final DeflateCode fixedDistances = new DeflateCode(DISTANCES, LONGEST_CODE);

  /** Counts of the literals at every fourth place: one counter alone would be waited for. */
  private final int[][] counts = new int[3][END];

  /** Sizes of the codes as they are written: symbol, and from bit 8 on the bits behind it. */
  private final short[] written = new short[SYMBOLS + DISTANCES];

  private final byte[] allSizes = new byte[SYMBOLS + DISTANCES];

  /** By length of a match: its code, the bits behind it, and how many bits that is in all. */
  private final int[] lengthCodes = new int[LONGEST + 1];

  private int literalCount;
  private int matchCount;
  private int since;
  private int writtenCount;

  DeflateBlock() {
    byte[] known = new byte[SYMBOLS + 2];
    Arrays.fill(known, 0, 144, (byte) 8);
    Arrays.fill(known, 144, 256, (byte) 9);
    Arrays.fill(known, 256, 280, (byte) 7);
    Arrays.fill(known, 280, known.length, (byte) 8);
    fixedSymbols.use(known);
    byte[] five = new byte[DISTANCES];
    Arrays.fill(five, (byte) 5);
    fixedDistances.use(five);
  }

  private static int[] lengths() {
    int[] made = new int[LONGEST + 1];
    for (int length = 3; length < LONGEST; length++) {
      int above = length - 3;
      int high = above < 8 ? 2 : 31 - Integer.numberOfLeadingZeros(above);
      int symbol = FIRST_LENGTH + 4 * (high - 2) + (above >> high - 2);
      made[length] = symbol | high - 2 << 16;
    }
    made[LONGEST] = SYMBOLS - 1;
    return made;
  }

  /** Symbol of a distance, 1 to 32768. */
  private static int distance(int distance) {
    int above = distance - 1;
    int high = 31 - Integer.numberOfLeadingZeros(above | 1);
    return above < 2 ? above : 2 * high + (above >> high - 1 & 1);
  }

  void clear() {
    literalCount = 0;
    matchCount = 0;
    since = 0;
  }

  /** Whether it must be written before more comes. */
  boolean isFull() {
    return literalCount == LITERALS || matchCount == MATCHES;
  }

  /** A byte, when it is not full. */
  void literal(byte value) {
    literals[literalCount++] = value;
  }

  /**
   * A repetition, when it is not full.
   *
   * @param length 3 to 258
   * @param distance 1 to 32768
   */
  void match(int length, int distance) {
    before[matchCount] = literalCount - since;
    matches[matchCount++] = length << 16 | distance;
    since = literalCount;
  }

  /**
   * Writes and forgets all.
   *
   * @param last whether no block follows
   */
  void write(DeflateBits out, boolean last) {
    int extra = count();
    symbols.make();
    distances.make();
    describe();
    int dynamic = 14 + descriptionCost() + cost(symbols, distances) + extra;
    int fixed = cost(fixedSymbols, fixedDistances) + extra;
    out.room((Math.min(dynamic, fixed) >> 3) + 16);
    if (matchCount == 0 && 8 * literalCount + 40 <= Math.min(dynamic, fixed)) {
      stored(out, literals, 0, literalCount, last);
    } else if (dynamic < fixed) {
      out.put(last ? 5 : 4, 3);
      putDescription(out);
      put(out, symbols, distances);
    } else {
      out.put(last ? 3 : 2, 3);
      put(out, fixedSymbols, fixedDistances);
    }
    clear();
  }

  /**
   * Writes a block of bytes as they are.
   *
   * @param count at most {@link #STORED}
   */
  static void stored(DeflateBits out, byte[] from, int at, int count, boolean last) {
    out.room(count + 8);
    out.put(last ? 1 : 0, 3);
    out.align();
    out.put((long) (~count & 0xffff) << 16 | count, 32);
    out.put(from, at, count);
  }

  /** Counts all symbols; returns the bits behind them. */
  private int count() {
    int[] s = symbols.frequencies;
    int[] d = distances.frequencies;
    Arrays.fill(s, 0);
    Arrays.fill(d, 0);
    countLiterals(s, counts[0], counts[1], counts[2]);
    int extra = 0;
    for (int i = 0; i < matchCount; i++) {
      int length = LENGTHS[matches[i] >>> 16];
      s[length & 0xffff]++;
      int symbol = distance(matches[i] & 0xffff);
      d[symbol]++;
      extra += (length >> 16) + Math.max(0, (symbol >> 1) - 1);
    }
    s[END] = 1;
    return extra;
  }

  private void countLiterals(int[] all, int[] second, int[] third, int[] fourth) {
    int i = 0;
    for (; i + 4 <= literalCount; i += 4) {
      all[literals[i] & 0xff]++;
      second[literals[i + 1] & 0xff]++;
      third[literals[i + 2] & 0xff]++;
      fourth[literals[i + 3] & 0xff]++;
    }
    for (; i < literalCount; i++) {
      all[literals[i] & 0xff]++;
    }
    for (int k = 0; k < END; k++) {
      all[k] += second[k] + third[k] + fourth[k];
      second[k] = 0;
      third[k] = 0;
      fourth[k] = 0;
    }
  }

  private int cost(DeflateCode ofSymbols, DeflateCode ofDistances) {
    return ofSymbols.cost(symbols.frequencies) + ofDistances.cost(distances.frequencies);
  }

  // ---- description of the codes (section 3.2.7)

  /** Puts the sizes of both codes together, with runs made short. */
  private void describe() {
    int ofSymbols = symbols.used(FIRST_LENGTH);
    int ofDistances = distances.used(1);
    System.arraycopy(symbols.sizes, 0, allSizes, 0, ofSymbols);
    System.arraycopy(distances.sizes, 0, allSizes, ofSymbols, ofDistances);
    Arrays.fill(sizes.frequencies, 0);
    writtenCount = 0;
    int total = ofSymbols + ofDistances;
    for (int i = 0; i < total; ) {
      int run = 1;
      while (i + run < total && allSizes[i + run] == allSizes[i]) {
        run++;
      }
      describe(allSizes[i], run);
      i += run;
    }
    sizes.make();
  }

  private void describe(int size, int run) {
    int left = run;
    while (size == 0 && left >= 3) {
      int n = Math.min(left, 138);
      add(n > 10 ? MANY_ZEROS : FEW_ZEROS, n - (n > 10 ? 11 : 3));
      left -= n;
    }
    if (size != 0) {
      add(size, 0);
      left--;
      while (left >= 3) {
        int n = Math.min(left, 6);
        add(SIZE_AGAIN, n - 3);
        left -= n;
      }
    }
    for (; left > 0; left--) {
      add(size, 0);
    }
  }

  private void add(int symbol, int behind) {
    sizes.frequencies[symbol]++;
    written[writtenCount++] = (short) (behind << 8 | symbol);
  }

  private static int behind(int symbol) {
    return symbol < SIZE_AGAIN ? 0 : symbol == SIZE_AGAIN ? 2 : symbol == FEW_ZEROS ? 3 : 7;
  }

  private int sizesUsed() {
    int n = ORDER.length;
    while (n > 4 && sizes.sizes[ORDER[n - 1]] == 0) {
      n--;
    }
    return n;
  }

  private int descriptionCost() {
    int bits = 3 * sizesUsed() + sizes.cost(sizes.frequencies);
    for (int i = SIZE_AGAIN; i <= MANY_ZEROS; i++) {
      bits += sizes.frequencies[i] * behind(i);
    }
    return bits;
  }

  private void putDescription(DeflateBits out) {
    int n = sizesUsed();
    out.put(symbols.used(FIRST_LENGTH) - 257 | distances.used(1) - 1 << 5 | n - 4 << 10, 14);
    for (int i = 0; i < n; i++) {
      out.put(sizes.sizes[ORDER[i]], 3);
    }
    for (int i = 0; i < writtenCount; i++) {
      int symbol = written[i] & 0xff;
      int code = sizes.codes[symbol];
      int size = code & DeflateCode.SIZE;
      out.put(code >>> DeflateCode.CODE | written[i] >> 8 << size, size + behind(symbol));
    }
  }

  // ---- what was collected

  /** Writes all symbols; there is room for them. */
  private void put(DeflateBits out, DeflateCode ofSymbols, DeflateCode ofDistances) {
    final int[] codes = ofSymbols.codes;
    final byte[] from = literals;
    final byte[] to = out.bytes;
    prepareLengths(codes);
    int at = out.length;
    long bits = out.bits;
    int n = out.count;
    int next = 0;
    for (int m = 0; m <= matchCount; m++) {
      int stop = m < matchCount ? next + before[m] : literalCount;
      for (; next + 3 <= stop; next += 3) { // 45 bits at most, and 7 before
        int first = codes[from[next] & 0xff];
        int second = codes[from[next + 1] & 0xff];
        int third = codes[from[next + 2] & 0xff];
        bits |= (long) (first >>> DeflateCode.CODE) << n;
        n += first & DeflateCode.SIZE;
        bits |= (long) (second >>> DeflateCode.CODE) << n;
        n += second & DeflateCode.SIZE;
        bits |= (long) (third >>> DeflateCode.CODE) << n;
        n += third & DeflateCode.SIZE;
        DeflateBits.store(to, at, bits);
        at += n >>> 3;
        bits >>>= n & ~7;
        n &= 7;
      }
      for (; next < stop; next++) {
        int code = codes[from[next] & 0xff];
        bits |= (long) (code >>> DeflateCode.CODE) << n;
        n += code & DeflateCode.SIZE;
      }
      if (m == matchCount) {
        break;
      }
      DeflateBits.store(to, at, bits); // of two literals
      at += n >>> 3;
      bits >>>= n & ~7;
      n &= 7;
      int match = matches[m];
      int length = lengthCodes[match >>> 16];
      bits |= (long) (length >>> 5) << n;
      n += length & 31;
      int above = (match & 0xffff) - 1;
      int symbol = distance(above + 1);
      int behind = Math.max(0, (symbol >> 1) - 1);
      int code = ofDistances.codes[symbol];
      int size = code & DeflateCode.SIZE;
      bits |= (long) (code >>> DeflateCode.CODE | (above & (1 << behind) - 1) << size) << n;
      n += size + behind;
      DeflateBits.store(to, at, bits);
      at += n >>> 3;
      bits >>>= n & ~7;
      n &= 7;
    }
    DeflateBits.store(to, at, bits);
    out.length = at + (n >>> 3);
    out.bits = bits >>> (n & ~7);
    out.count = n & 7;
    int end = codes[END];
    out.put(end >>> DeflateCode.CODE, end & DeflateCode.SIZE);
  }

  private void prepareLengths(int[] codes) {
    for (int length = 3; length <= LONGEST; length++) {
      int entry = LENGTHS[length];
      int code = codes[entry & 0xffff];
      int size = code & DeflateCode.SIZE;
      int behind = entry >> 16;
      int value = code >>> DeflateCode.CODE | (length - 3 & (1 << behind) - 1) << size;
      lengthCodes[length] = value << 5 | size + behind;
    }
  }
}
