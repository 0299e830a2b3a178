package dev.parallax.memory.link;

/**
 * Size of one direction of a link.
 *
 * @param ringCapacity entries, a power of two, 64 to 2^20
 * @param maxLeases leases that the writer may have out, 1 to 2^16
 * @param metadataBytes room for the bytes that entries carry, a multiple of 4096 up to 64 MiB; one
 *     entry carries at most half of it
 */
public record LinkPlan(int ringCapacity, int maxLeases, int metadataBytes) {
  static final int MAX_CAPACITY = 1 << 20;
  static final int MAX_LEASES = 1 << 16;
  static final int MAX_METADATA = 64 << 20;
  private static final int LEAST_CAPACITY = 64;

  /** Checks the ranges. */
  public LinkPlan {
    check(
        ringCapacity >= LEAST_CAPACITY
            && ringCapacity <= MAX_CAPACITY
            && Integer.bitCount(ringCapacity) == 1,
        "ringCapacity",
        ringCapacity);
    check(maxLeases >= 1 && maxLeases <= MAX_LEASES, "maxLeases", maxLeases);
    check(
        metadataBytes >= LinkLayout.PAGE
            && metadataBytes <= MAX_METADATA
            && metadataBytes % LinkLayout.PAGE == 0,
        "metadataBytes",
        metadataBytes);
  }

  private static void check(boolean good, String field, long value) {
    if (!good) {
      throw new IllegalArgumentException("link size out of range: " + field + "=" + value);
    }
  }

  /**
   * Room for all leases of both sides twice, and 64 entries more.
   *
   * @param maxLeases leases that the writer may have out
   * @param peerLeases leases that the other side may have out
   */
  public static LinkPlan of(int maxLeases, int peerLeases, int metadataBytes) {
    long entries = 2L * (maxLeases + (long) peerLeases) + LEAST_CAPACITY;
    check(entries <= MAX_CAPACITY, "maxLeases + peerLeases", maxLeases + (long) peerLeases);
    return new LinkPlan(Integer.highestOneBit((int) entries - 1) << 1, maxLeases, metadataBytes);
  }

  /** Whether this ring has room for the leases of both sides. */
  void checkRoomBeside(LinkPlan other) {
    int needed = of(maxLeases, other.maxLeases, LinkLayout.PAGE).ringCapacity();
    if (ringCapacity < needed) {
      throw new IllegalArgumentException(
          "ring is too small for the leases of both sides: ringCapacity="
              + ringCapacity
              + " needed="
              + needed);
    }
  }

  /** Bytes of the file. */
  long fileBytes() {
    return LinkLayout.PAGE + mappedBytes();
  }

  /** Bytes after page 0. */
  long mappedBytes() {
    return metadataAt() + metadataBytes;
  }

  /** Where the metadata begins, from page 1 on. */
  long metadataAt() {
    return LinkLayout.ENTRIES + (long) ringCapacity * LinkLayout.ENTRY_BYTES;
  }

  /** Most bytes that an entry carries. */
  public int maxMetadata() {
    return metadataBytes / 2;
  }
}
