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
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;

  byte[] bytes = new byte[64 << 10];
  int length;
  private long bits;
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
    int size = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
    symbol(dc.codes[size], difference, size);
    int last = 0;
    for (long rest = mask & ~1L; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      int run = k - last - 1;
      last = k;
      while (run > 15) {
        symbol(codes[0xf0], 0, 0);
        run -= 16;
      }
      int value = coefs[8 * JpegTables.NATURAL[k] + lane];
      size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
      symbol(codes[run << 4 | size], value, size);
    }
    if (last < 63) {
      symbol(codes[0], 0, 0);
    }
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
      int value = Math.abs(coefs[8 * JpegTables.NATURAL[k] + lane]);
      ac.frequencies[(run & 15) << 4 | 32 - Integer.numberOfLeadingZeros(value)]++;
    }
    if (last < 63) {
      ac.frequencies[0]++;
    }
  }

  /** A code and the bits of its value. */
  private void symbol(int code, int value, int size) {
    int low = value + (value >> 31) & (1 << size) - 1;
    write((long) (code >>> 8) << size | low, (code & 0xff) + size);
  }

  private void write(long value, int count) {
    if (count <= free) {
      free -= count;
      bits |= value << free;
      if (free == 0) {
        flush(bits);
        bits = 0;
        free = 64;
      }
      return;
    }
    int over = count - free;
    flush(bits | value >>> over);
    free = 64 - over;
    bits = value << free;
  }

  private void flush(long word) {
    long inverse = ~word;
    if ((inverse - ONES & ~inverse & HIGH) == 0) {
      BIG.set(bytes, length, word);
      length += 8;
      return;
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      stuffed((int) (word >>> shift));
    }
  }

  private void stuffed(int value) {
    put(value);
    if ((value & 0xff) == 0xff) {
      put(0);
    }
  }

  /** Fills the last byte with ones. */
  void align() {
    int used = 64 - free;
    if (used > 0) {
      long word = bits | -1L >>> used;
      for (int shift = 56; used > 0; shift -= 8, used -= 8) {
        stuffed((int) (word >>> shift));
      }
    }
    bits = 0;
    free = 64;
  }
}
