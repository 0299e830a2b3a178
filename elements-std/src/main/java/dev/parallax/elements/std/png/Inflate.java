package dev.parallax.elements.std.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/**
 * Reads a zlib stream (RFC 1950 and 1951) that lies in one array, with any number of bytes behind
 * it. Faster than {@link java.util.zip.Inflater}, which has to be called and copies its history.
 * What is read goes through a window of its own, so that callers may change it. Nothing is
 * allocated after construction. One thread at a time.
 */
final class Inflate {
  /** Bytes that must follow the stream in its array, whatever they are. */
  static final int PADDING = 16;

  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle PAIRS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HISTORY = 32 << 10;
  private static final int LIMIT = HISTORY + (64 << 10);
  private static final int LONGEST = 258;
  private static final int LOOK = (1 << InflateCode.LOOK) - 1;

  /** The order of the lengths of codes of lengths (section 3.2.7). */
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private enum Part {
    HEADER,
    BLOCK,
    SYMBOLS,
    STORED,
    CHECK,
    END
  }

  private final byte[] window = new byte[LIMIT + LONGEST + 32];
  private final InflateCode lengths = InflateCode.ofLengths();
  private final InflateCode distances = InflateCode.ofDistances();
  private final InflateCode sizes = InflateCode.ofSymbols();
  private final byte[] codeBits = new byte[288 + 32];
  private final Adler32 check = new Adler32();
  private byte[] in = new byte[PADDING];
  private int at;
  private int end;
  private long bits;
  private int left;
  private Part part = Part.END;
  private boolean last;
  private int stored;
  private int given;
  private int made;

  /**
   * Begins a stream.
   *
   * @param bytes with {@link #PADDING} more at {@code to}
   */
  void begin(byte[] bytes, int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, bytes.length - PADDING);
    in = bytes;
    at = from;
    end = to;
    bits = 0;
    left = 0;
    part = Part.HEADER;
    last = false;
    given = 0;
    made = 0;
    check.reset();
  }

  /**
   * Reads.
   *
   * @return bytes that were read: less than asked for only at the end of the stream, whose check
   *     was right
   * @throws DataFormatException when the stream is damaged or ends early; the message says what it
   *     does
   */
  int read(byte[] to, int place, int count) throws DataFormatException {
    int done = 0;
    while (done < count) {
      if (given == made) {
        if (part == Part.END) {
          break;
        }
        fill();
      }
      int n = Math.min(count - done, made - given);
      System.arraycopy(window, given, to, place + done, n);
      given += n;
      done += n;
    }
    return done;
  }

  private void fill() throws DataFormatException {
    if (made >= LIMIT) {
      System.arraycopy(window, made - HISTORY, window, 0, HISTORY);
      made = HISTORY;
      given = HISTORY;
    }
    int from = made;
    while (made < LIMIT && part != Part.END) {
      switch (part) {
        case HEADER -> header();
        case BLOCK -> block();
        case SYMBOLS -> symbols();
        case STORED -> copyStored();
        default -> {
          check.update(window, from, made - from);
          from = made;
          check();
        }
      }
    }
    check.update(window, from, made - from);
  }

  // ---- bits

  /** Makes at least 56 bits available: after the end whatever lies there. */
  private void refill() {
    bits |= (long) LITTLE.get(in, at) << left;
    at = Math.min(at + (63 - left >> 3), end + 8);
    left |= 56;
  }

  private int take(int count) throws DataFormatException {
    if (left < count) {
      refill();
    }
    int value = (int) bits & (1 << count) - 1;
    bits >>>= count;
    left -= count;
    checkEnd(at, left);
    return value;
  }

  private void checkEnd(int at, int left) throws DataFormatException {
    if (at * 8L - left > end * 8L) {
      throw new DataFormatException("ends early");
    }
  }

  /** Drops the rest of a byte, and puts bytes back. */
  private void align() {
    at -= left >> 3;
    bits = 0;
    left = 0;
  }

  // ---- parts

  private void header() throws DataFormatException {
    int method = take(8);
    int flags = take(8);
    if ((method << 8 | flags) % 31 != 0 || (method & 15) != 8 || method >> 4 > 7) {
      throw new DataFormatException("has a wrong header");
    }
    if ((flags & 0x20) != 0) {
      throw new DataFormatException("needs a dictionary");
    }
    part = Part.BLOCK;
  }

  private void block() throws DataFormatException {
    if (last) {
      align();
      part = Part.CHECK;
      return;
    }
    last = take(1) != 0;
    switch (take(2)) {
      case 0 -> {
        align();
        stored = take(16);
        if (take(16) != (~stored & 0xffff)) {
          throw new DataFormatException("has a stored block with a wrong length");
        }
        align();
        part = Part.STORED;
      }
      case 1 -> {
        java.util.Arrays.fill(codeBits, 0, 144, (byte) 8);
        java.util.Arrays.fill(codeBits, 144, 256, (byte) 9);
        java.util.Arrays.fill(codeBits, 256, 280, (byte) 7);
        java.util.Arrays.fill(codeBits, 280, 288, (byte) 8);
        java.util.Arrays.fill(codeBits, 288, 320, (byte) 5);
        define(288, 32);
      }
      case 2 -> dynamic();
      default -> throw new DataFormatException("has a block of an unknown type");
    }
  }

  private void define(int ofLengths, int ofDistances) throws DataFormatException {
    if (!lengths.define(codeBits, 0, ofLengths)) {
      throw new DataFormatException("has a wrong code of literals and lengths");
    }
    if (!distances.define(codeBits, ofLengths, ofDistances)) {
      throw new DataFormatException("has a wrong code of distances");
    }
    lengths.pair();
    part = Part.SYMBOLS;
  }

  private void dynamic() throws DataFormatException {
    int ofLengths = take(5) + 257;
    int ofDistances = take(5) + 1;
    int ofSizes = take(4) + 4;
    if (ofLengths > 286 || ofDistances > 30) {
      throw new DataFormatException("has too many codes of lengths or distances");
    }
    java.util.Arrays.fill(codeBits, 0, 19, (byte) 0);
    for (int i = 0; i < ofSizes; i++) {
      codeBits[ORDER[i]] = (byte) take(3);
    }
    if (!sizes.define(codeBits, 0, 19)) {
      throw new DataFormatException("has a wrong code of code lengths");
    }
    int count = ofLengths + ofDistances;
    for (int i = 0; i < count; ) {
      i = size(i, count);
    }
    if (codeBits[256] == 0) {
      throw new DataFormatException("has no code for the end of a block");
    }
    define(ofLengths, ofDistances);
  }

  /** Reads one length of a code, or several that are alike. */
  private int size(int i, int count) throws DataFormatException {
    if (left < 16) {
      refill();
    }
    int entry = sizes.look[(int) bits & LOOK];
    if (entry == 0) {
      throw new DataFormatException("has an unknown code of a code length");
    }
    take(entry & InflateCode.BITS);
    int symbol = entry >> InflateCode.VALUE & 0xff;
    if (symbol < 16) {
      codeBits[i] = (byte) symbol;
      return i + 1;
    }
    if (symbol == 16 && i == 0) {
      throw new DataFormatException("repeats a code length before the first");
    }
    byte value = symbol == 16 ? codeBits[i - 1] : 0;
    int times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
    if (i + times > count) {
      throw new DataFormatException("has too many code lengths");
    }
    java.util.Arrays.fill(codeBits, i, i + times, value);
    return i + times;
  }

  private void copyStored() throws DataFormatException {
    int n = Math.min(stored, LIMIT - made);
    if (n > end - at) {
      throw new DataFormatException("ends early");
    }
    System.arraycopy(in, at, window, made, n);
    at += n;
    made += n;
    stored -= n;
    if (stored == 0) {
      part = Part.BLOCK;
    }
  }

  private void check() throws DataFormatException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | take(8);
    }
    if (value != (int) check.getValue()) {
      throw new DataFormatException("has a wrong check");
    }
    part = Part.END;
  }

  // ---- symbols

  /** Decodes up to the end of the block, or until the window is full. */
  private void symbols() throws DataFormatException {
    final byte[] from = in;
    final byte[] to = window;
    final int[] look = lengths.look;
    final int[] lookDistance = distances.look;
    final int most = end + 8;
    int next = at;
    long b = bits;
    int n = left;
    int p = made;
    while (p < LIMIT) {
      b |= (long) LITTLE.get(from, next) << n;
      next = Math.min(next + (63 - n >> 3), most);
      n |= 56;
      if (next > end) {
        checkEnd(next, n);
      }
      int entry = look[(int) b & LOOK];
      if ((entry & InflateCode.LITERAL) != 0) { // three entries take 33 bits at most
        b >>>= entry;
        n -= entry & InflateCode.BITS;
        PAIRS.set(to, p, (short) (entry >>> InflateCode.VALUE));
        p += 1 + (entry >>> InflateCode.TWO & 1);
        entry = look[(int) b & LOOK];
        if ((entry & InflateCode.LITERAL) != 0) {
          b >>>= entry;
          n -= entry & InflateCode.BITS;
          PAIRS.set(to, p, (short) (entry >>> InflateCode.VALUE));
          p += 1 + (entry >>> InflateCode.TWO & 1);
          entry = look[(int) b & LOOK];
          if ((entry & InflateCode.LITERAL) != 0) {
            b >>>= entry;
            n -= entry & InflateCode.BITS;
            PAIRS.set(to, p, (short) (entry >>> InflateCode.VALUE));
            p += 1 + (entry >>> InflateCode.TWO & 1);
            continue;
          }
        }
      }
      if (entry == 0) {
        entry = lengths.longer(b);
        if (entry == 0) {
          throw new DataFormatException("has an unknown code of a literal or length");
        }
        if ((entry & InflateCode.LITERAL) != 0) {
          b >>>= entry;
          n -= entry & InflateCode.BITS;
          to[p++] = (byte) (entry >> InflateCode.VALUE);
          continue;
        }
      }
      int length = (entry >> InflateCode.VALUE) + extra(b, entry);
      b >>>= entry;
      n -= entry & InflateCode.BITS;
      if ((entry & InflateCode.END) != 0) {
        part = Part.BLOCK;
        break;
      }
      if (n < 28) {
        b |= (long) LITTLE.get(from, next) << n;
        next = Math.min(next + (63 - n >> 3), most);
        n |= 56;
      }
      entry = lookDistance[(int) b & LOOK];
      if (entry == 0) {
        entry = distances.longer(b);
        if (entry == 0) {
          throw new DataFormatException("has an unknown code of a distance");
        }
      }
      int distance = (entry >> InflateCode.VALUE) + extra(b, entry);
      b >>>= entry;
      n -= entry & InflateCode.BITS;
      if (distance > p) {
        throw new DataFormatException("has a distance that is too far back");
      }
      repeat(to, p, distance, length);
      p += length;
    }
    checkEnd(next, n);
    at = next;
    bits = b;
    left = n;
    made = p;
  }

  /** The number behind a code. */
  private static int extra(long bits, int entry) {
    return ((int) bits & (1 << (entry & InflateCode.BITS)) - 1)
        >>> (entry >> InflateCode.CODE & 15);
  }

  /** Copies from {@code distance} before, up to 7 bytes too much. */
  private static void repeat(byte[] bytes, int to, int distance, int length) {
    int p = to;
    int back = distance;
    if (distance < 8) {
      for (int i = 0; i < 8; i++) {
        bytes[p + i] = bytes[p + i - distance];
      }
      p += 8;
      back = distance * ((7 + distance) / distance); // as many periods as fill a word
    }
    for (int stop = to + length; p < stop; p += 8) {
      LITTLE.set(bytes, p, (long) LITTLE.get(bytes, p - back));
    }
  }
}
