package dev.parallax.memory;

import java.util.Objects;

/**
 * Size of a pool.
 *
 * @param name for messages
 * @param slotBytes usable bytes of a slot, 1 to 4 GiB - 1
 * @param slots number of slots, 1 to 2^20
 * @param alignment of each slot's first byte, a power of two up to 4096
 * @param padding bytes after each slot that are zero and may be read beyond the payload, up to 64
 *     KiB
 * @param hugePages use huge pages where available
 */
public record PoolConfig(
    String name, long slotBytes, int slots, int alignment, int padding, boolean hugePages) {
  static final int MAX_PADDING = 64 << 10;

  /** Checks the ranges. */
  public PoolConfig {
    Objects.requireNonNull(name, "name");
    check(slotBytes >= 1 && slotBytes <= ArenaHeader.MAX_CAPACITY, name, "slotBytes", slotBytes);
    check(slots >= 1 && slots <= ArenaHeader.MAX_SLOTS, name, "slots", slots);
    check(
        alignment >= 1 && alignment <= ArenaHeader.PAGE && Integer.bitCount(alignment) == 1,
        name,
        "alignment",
        alignment);
    check(padding >= 0 && padding <= MAX_PADDING, name, "padding", padding);
  }

  private static void check(boolean good, String pool, String field, long value) {
    if (!good) {
      throw new IllegalArgumentException(
          "pool size out of range: pool=" + pool + " " + field + "=" + value);
    }
  }

  /** A pool aligned to 64 bytes, with 64 bytes of padding. */
  public static PoolConfig of(String name, long slotBytes, int slots) {
    return new PoolConfig(name, slotBytes, slots, 64, 64, false);
  }
}
