package dev.parallax.elements.std.flac;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, most significant first, from a byte array. Behind the limit it reads zeros; {@link
 * #checkLimit} tells afterwards, so that the hot loops need no check per symbol.
 */
final class FlacBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE;
  private int limit;

  /** Byte that the cache takes next. */
  private int next;

  /**
   * Unread bits, left aligned. Bits after the first {@link #count} are either zero or the right
   * ones already.
   */
  private long cache;

  /** Bits of the cache that count, 0 to 63. */
  private int count;

  /** Starts at byte {@code from}. */
  void open(byte[] source, int from, int to) {
    bytes = source;
    limit = to;
    next = from;
    cache = 0;
    count = 0;
  }

  /** At least 56 bits in the cache. */
  private void refill() {
    if (next <= limit - 8) {
      cache |= (long) LONG.get(bytes, next) >>> count;
      next += (63 - count) >>> 3;
      count |= 56;
      return;
    }
    while (count < 56) {
      long b = next < limit ? bytes[next] & 0xffL : 0;
      cache |= b << (56 - count);
      next++;
      count += 8;
    }
  }

  /** {@code n} bits, 0 to 32, unsigned. */
  int bits(int n) {
    if (count < n) {
      refill();
    }
    int value = (int) ((cache >>> 1) >>> (63 - n));
    cache <<= n;
    count -= n;
    return value;
  }

  /** {@code n} bits, 1 to 33, in two's complement. */
  long signed(int n) {
    if (count < n) {
      refill();
    }
    long value = cache >> (64 - n);
    cache <<= n;
    count -= n;
    return value;
  }

  /** Number of zeros before the next one, which is read too. */
  int unary() throws NeedMoreException {
    int zeros = 0;
    while (true) {
      if (count < 32) {
        refill();
      }
      int z = Long.numberOfLeadingZeros(cache);
      if (z < count) {
        cache = (cache << z) << 1;
        count -= z + 1;
        return zeros + z;
      }
      zeros += count;
      cache <<= count;
      count = 0;
      checkLimit();
    }
  }

  /**
   * Rice codes: quotient in unary, {@code k} low bits, zigzag sign. Values beyond 32 bits, which
   * the format forbids, wrap.
   *
   * @param k 0 to 30
   */
  void rice(int[] out, int from, int to, int k) throws NeedMoreException {
    byte[] source = bytes;
    int lastFast = limit - 8;
    long c = cache;
    int n = count;
    int p = next;
    for (int i = from; i < to; i++) {
      if (p <= lastFast) {
        c |= (long) LONG.get(source, p) >>> n;
        p += (63 - n) >>> 3;
        n |= 56;
      }
      int z = Long.numberOfLeadingZeros(c);
      int length = z + 1 + k;
      int value;
      if (length <= n) {
        long low = (c << z) << 1;
        value = (z << k) | (int) ((low >>> 1) >>> (63 - k));
        c = low << k;
        n -= length;
      } else {
        cache = c;
        count = n;
        next = p;
        int quotient = unary();
        value = (quotient << k) | bits(k);
        c = cache;
        n = count;
        p = next;
      }
      out[i] = (value >>> 1) ^ -(value & 1);
    }
    cache = c;
    count = n;
    next = p;
    checkLimit();
  }

  /** Skips to the next byte and gives its index. */
  int align() {
    int part = count & 7;
    cache <<= part;
    count -= part;
    return next - (count >>> 3);
  }

  /** Fails when bits behind the limit were read. */
  void checkLimit() throws NeedMoreException {
    if (next * 8L - count > limit * 8L) {
      throw NeedMoreException.NEED_MORE;
    }
  }
}
