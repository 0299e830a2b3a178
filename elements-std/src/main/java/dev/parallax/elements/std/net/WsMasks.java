package dev.parallax.elements.std.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Masking keys that nobody can foresee (RFC 6455, section 10.3), and masking. Keys are drawn in
 * batches, so that a message costs no allocation.
 */
final class WsMasks {
  private static final int BATCH_BYTES = 4096;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final SecureRandom random = new SecureRandom();
  private final byte[] batch = new byte[BATCH_BYTES];
  private final MemorySegment keys = MemorySegment.ofArray(batch);
  private int used = BATCH_BYTES;

  int next() {
    if (used == BATCH_BYTES) {
      random.nextBytes(batch);
      used = 0;
    }
    int key = keys.get(ValueLayout.JAVA_INT_UNALIGNED, used);
    used += Integer.BYTES;
    return key;
  }

  /**
   * Masks or unmasks; the two places may be the same, or the target lie before the source.
   *
   * @param phase bytes of the same frame that came before
   */
  static void apply(
      MemorySegment from, long at, MemorySegment to, long place, long bytes, int key, long phase) {
    int turned = Integer.rotateLeft(key, (int) (phase & 3) * Byte.SIZE);
    long wide = (long) turned << Integer.SIZE | turned & 0xffff_ffffL;
    long i = 0;
    for (; i + Long.BYTES <= bytes; i += Long.BYTES) {
      to.set(LONG, place + i, from.get(LONG, at + i) ^ wide);
    }
    for (; i < bytes; i++) {
      int shift = 24 - (int) (i & 3) * Byte.SIZE;
      byte b = (byte) (from.get(ValueLayout.JAVA_BYTE, at + i) ^ turned >> shift);
      to.set(ValueLayout.JAVA_BYTE, place + i, b);
    }
  }
}
