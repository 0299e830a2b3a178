package dev.parallax.elements.std.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes and bits of a picture; a zero follows each byte 0xff of image data. */
final class JpegBitWriter {
  /** Bytes of a block at most: 64 codes of 16 bits with 11 more each, all stuffed. */
  static final int BLOCK_BYTES = 448;

  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int ONES = 0x0101_0101;
  private static final int HIGH = 0x8080_8080;

  /** Places of coefficients by zigzag index in a group of eight blocks. */
  private static final int[] PLACES = BaselineBlocks.places();

  byte[] bytes = new byte[64 << 10];
  int length;

  /** The bits that are not stored yet, the first one highest. */
  private long bits;

  /** How many bits fit in, at least 32 between calls. */
  private int free = 64;

  /** Makes room for as many bytes. */
  void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }

  void put(int value) {
    bytes[length++] = (byte) value;
  }

  void put16(int value) {
    put(value >> 8);
    put(value);
  }

  void put(byte[] from, int count) {
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  /** Writes a block that {@link HuffmanCode}s and a run of coefficients describe. */
  void block(int[] coefs, int lane, long mask, int difference, HuffmanCode dc, HuffmanCode ac) {
    final int[] codes = ac.codes;
    final byte[] to = bytes;
    int at = length;
    long b = bits;
    int size = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
    int code = dc.codes[size];
    int f = free - (code & 0xff) - size;
    b |= symbol(code, difference, size) << f;
    if (f < 32) {
      at = flush(to, at, b);
      b <<= 32;
      f += 32;
    }
    int last = 0;
    for (long rest = mask & ~1L; rest != 0; ) {
      int k = Long.numberOfTrailingZeros(rest);
      int run = k - last - 1;
      if (run > 15) {
        code = codes[0xf0];
        f -= code & 0xff;
        b |= (long) (code >>> 8) << f;
        last += 16;
      } else {
        int value = coefs[PLACES[k] + lane];
        size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        code = codes[run << 4 | size];
        f -= (code & 0xff) + size;
        b |= symbol(code, value, size) << f;
        last = k;
        rest &= rest - 1;
      }
      if (f < 32) {
        at = flush(to, at, b);
        b <<= 32;
        f += 32;
      }
    }
    if (last < 63) {
      code = codes[0];
      f -= code & 0xff;
      b |= (long) (code >>> 8) << f;
      if (f < 32) {
        at = flush(to, at, b);
        b <<= 32;
        f += 32;
      }
    }
    length = at;
    bits = b;
    free = f;
  }

  /** A code and the bits of its value (T.81, figure F.3): 27 at most. */
  private static long symbol(int code, int value, int size) {
    return (long) (code >>> 8) << size | value + (value >> 31) & (1 << size) - 1;
  }

  /** Counts what {@link #block} would write. */
  static void count(
      int[] coefs, int lane, long mask, int difference, HuffmanCode dc, HuffmanCode ac) {
    dc.frequencies[32 - Integer.numberOfLeadingZeros(Math.abs(difference))]++;
    int last = 0;
    for (long rest = mask & ~1L; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      int run = k - last - 1;
      last = k;
      ac.frequencies[0xf0] += run >> 4;
      int value = Math.abs(coefs[PLACES[k] + lane]);
      ac.frequencies[(run & 15) << 4 | 32 - Integer.numberOfLeadingZeros(value)]++;
    }
    if (last < 63) {
      ac.frequencies[0]++;
    }
  }

  /** Stores the upper four bytes; returns where the next go. */
  private static int flush(byte[] to, int at, long word) {
    int high = (int) (word >>> 32);
    int inverse = ~high;
    if ((inverse - ONES & ~inverse & HIGH) == 0) {
      BIG.set(to, at, high);
      return at + 4;
    }
    int next = at;
    for (int shift = 24; shift >= 0; shift -= 8) {
      next = stuffed(to, next, high >>> shift);
    }
    return next;
  }

  private static int stuffed(byte[] to, int at, int value) {
    to[at] = (byte) value;
    if ((byte) value != -1) {
      return at + 1;
    }
    to[at + 1] = 0;
    return at + 2;
  }

  /** Fills the last byte with ones. */
  void align() {
    long word = bits | (1L << free) - 1;
    for (int shift = 56; shift > free - 8; shift -= 8) {
      length = stuffed(bytes, length, (int) (word >>> shift));
    }
    bits = 0;
    free = 64;
  }
}
