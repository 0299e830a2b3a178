package dev.parallax.elements.std.flac;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes bits, most significant first, into a byte array that grows. */
final class FlacBitWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int SLACK = 16;

  private byte[] bytes = new byte[4096];

  /** Whole bytes that are written. */
  private int end;

  /** The lowest {@link #count} bits come next; fewer than 32 between calls. */
  private long cache;

  private int count;

  void clear() {
    end = 0;
    cache = 0;
    count = 0;
  }

  /** Valid after {@link #align}, until the next write. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes written, without bits that do not make a whole one. */
  int length() {
    return end + (count >>> 3);
  }

  /** The lowest {@code n} bits of the value, 0 to 32. */
  void bits(int value, int n) {
    if (n > 0) {
      put(value & 0xffff_ffffL >>> (32 - n), n);
    }
  }

  /** {@code n} zeros and a one. */
  void unary(int n) {
    int zeros = n;
    while (zeros >= 32) {
      put(0, 32);
      zeros -= 32;
    }
    put(1, zeros + 1);
  }

  private void put(long value, int n) {
    cache = cache << n | value;
    count += n;
    if (count >= 32) {
      flush();
    }
  }

  private void flush() {
    if (end + SLACK > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    count -= 32;
    INT.set(bytes, end, (int) (cache >>> count));
    end += 4;
  }

  /**
   * Rice codes: quotient in unary, {@code k} low bits, zigzag sign.
   *
   * @param k 0 to 30
   */
  void rice(int[] values, int from, int to, int k) {
    long c = cache;
    int n = count;
    int mask = (1 << k) - 1;
    for (int i = from; i < to; i++) {
      int u = values[i] << 1 ^ values[i] >> 31;
      int quotient = u >>> k;
      if (quotient + 1 + k > 32) {
        cache = c;
        count = n;
        unary(quotient);
        bits(u, k);
        c = cache;
        n = count;
        continue;
      }
      int length = quotient + 1 + k;
      c = c << length | (1L << k | u & mask);
      n += length;
      if (n >= 32) {
        if (end + SLACK > bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        n -= 32;
        INT.set(bytes, end, (int) (c >>> n));
        end += 4;
      }
    }
    cache = c;
    count = n;
  }

  /** Fills the last byte with zeros, and makes all bytes readable. */
  void align() {
    if ((count & 7) != 0) {
      put(0, 8 - (count & 7));
    }
    while (count > 0) {
      if (end + SLACK > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      count -= 8;
      bytes[end++] = (byte) (cache >>> count);
    }
    cache = 0;
  }
}
