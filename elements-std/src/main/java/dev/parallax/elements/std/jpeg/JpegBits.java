package dev.parallax.elements.std.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits between two markers, with stuffed zeros taken out (T.81, section B.1.1.5), so that eight
 * bytes are read at a time. After the end come zeros. The fields are for the loops that decode
 * blocks: they copy them to variables and back.
 */
final class JpegBits {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NATIVE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final int PADDING = 16;

  /** The bytes; the next 8 may always be read. */
  byte[] bytes = new byte[PADDING];

  /** Next byte to read, at most {@link #last}. */
  int at;

  /** Bits that were read and not used, the next one highest. */
  long bits;

  /** How many of them are valid. */
  int left;

  private int end;
  private int last;
  private int rawStart;

  /** First byte 0xff in {@code from} to {@code to}, or {@code to}. */
  static int find(byte[] data, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long inverse = ~(long) NATIVE.get(data, i);
      if ((inverse - ONES & ~inverse & HIGH) != 0) {
        break;
      }
    }
    while (i < to && data[i] != -1) {
      i++;
    }
    return i;
  }

  /**
   * Takes the bytes up to the next marker.
   *
   * @param data has a marker before {@code to}
   * @return place of the marker's 0xff
   */
  int load(byte[] data, int from, int to) {
    if (bytes.length < to - from + PADDING) {
      bytes = new byte[Math.max(to - from + PADDING, bytes.length * 2)];
    }
    rawStart = from;
    int n = 0;
    int start = from;
    int i = from;
    while (true) {
      i = find(data, i, to);
      int next = i + 1 < to ? data[i + 1] : -1;
      int count = (next == 0 ? i + 1 : i) - start;
      System.arraycopy(data, start, bytes, n, count);
      n += count;
      if (next != 0) {
        break;
      }
      i += 2;
      start = i;
    }
    end = n;
    last = n + 8;
    for (int p = 0; p < PADDING; p++) {
      bytes[n + p] = 0;
    }
    at = 0;
    bits = 0;
    left = 0;
    return i;
  }

  /** Makes at least 56 bits available. */
  void refill() {
    bits |= (long) BIG.get(bytes, at) >>> left;
    at = Math.min(at + (63 - left >> 3), last);
    left |= 56;
  }

  static long read(byte[] bytes, int at) {
    return (long) BIG.get(bytes, at);
  }

  /** The most that {@link #at} may be. */
  int last() {
    return last;
  }

  /** The next {@code count} bits, 1 to 16. */
  int take(int count) {
    if (left < count) {
      refill();
    }
    int value = (int) (bits >>> 64 - count);
    bits <<= count;
    left -= count;
    return value;
  }

  /** The next symbol of a code, or -1 when there is no such code. */
  int symbol(HuffmanTable table) {
    if (left < 16) {
      refill();
    }
    int entry = table.look[(int) (bits >>> 64 - HuffmanTable.LOOK)];
    int length;
    if ((entry & HuffmanTable.COMPLETE) != 0) {
      int symbol = entry >> HuffmanTable.SYMBOL & 0xff;
      length = (entry & HuffmanTable.LENGTH) - (symbol & 15);
    } else {
      if (entry == 0) {
        entry = table.longer((int) (bits >>> 48));
        if (entry == 0) {
          return -1;
        }
      }
      length = entry & HuffmanTable.LENGTH;
    }
    bits <<= length;
    left -= length;
    return entry >> HuffmanTable.SYMBOL & 0xff;
  }

  /** Whether more bits were used than there are. */
  boolean isOver() {
    return at * 8L - left > end * 8L;
  }

  /** Whole bytes that were not used. */
  int unused() {
    return Math.max(0, end - (int) ((at * 8L - left + 7) >> 3));
  }

  /** Where the next bit lies in the data that was loaded. */
  int rawPlace(byte[] data) {
    int wanted = Math.min(end, (int) ((at * 8L - left) >> 3));
    int raw = rawStart;
    for (int n = 0; n < wanted; n++) {
      raw += data[raw] == -1 ? 2 : 1;
    }
    return raw;
  }
}
