package dev.parallax.elements.std.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes, and bits from the lowest up (RFC 1951, section 3.1.1), in an array that grows. One thread
 * at a time.
 */
final class DeflateBits {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes behind {@link #length} that loops may write to, whatever they put there. */
  static final int PADDING = 16;

  byte[] bytes = new byte[64 << 10];

  /** Whole bytes so far. */
  int length;

  /** Bits of the byte that is not whole yet, the lowest first. */
  long bits;

  /** How many they are, 0 to 7 between calls. */
  int count;

  /** Forgets everything. */
  void clear() {
    length = 0;
    bits = 0;
    count = 0;
  }

  /** Makes room for as many bytes, and for {@link #PADDING}. */
  void room(int more) {
    if (bytes.length - length - PADDING < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + PADDING));
    }
  }

  /** Adds up to 48 bits, for which there is room. */
  void put(long value, int size) {
    bits |= value << count;
    count += size;
    store(bytes, length, bits);
    length += count >>> 3;
    bits >>>= count & ~7;
    count &= 7;
  }

  /** Stores eight bytes, the lowest first. */
  static void store(byte[] to, int at, long bits) {
    LITTLE.set(to, at, bits);
  }

  /** Fills the last byte with zeros. */
  void align() {
    if (count > 0) {
      put(0, 8 - count);
    }
  }

  /** Adds bytes, for which there is room, after whole bytes. */
  void put(byte[] from, int at, int size) {
    System.arraycopy(from, at, bytes, length, size);
    length += size;
  }

  /** Adds a number in big-endian order, for which there is room, after whole bytes. */
  void putInt(int value) {
    setInt(length, value);
    length += 4;
  }

  /** Sets a number in big-endian order. */
  void setInt(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
