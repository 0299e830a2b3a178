package dev.parallax.memory;

/**
 * Size of a pool.
 *
 * @param name for messages
 * @param slotBytes usable bytes of a slot
 * @param slots number of slots, 1 to 2^20
 * @param alignment of each slot's first byte, a power of two
 * @param padding bytes after each slot that are zero and may be read beyond the payload
 * @param hugePages use huge pages where available
 */
public record PoolConfig(String name, long slotBytes, int slots, int alignment, int padding, boolean hugePages) {
  /** A pool aligned to 64 bytes, with 64 bytes of padding. */
  public static PoolConfig of(String name, long slotBytes, int slots) {
    return new PoolConfig(name, slotBytes, slots, 64, 64, false);
  }
}
