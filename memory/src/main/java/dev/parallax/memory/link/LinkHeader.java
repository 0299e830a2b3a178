package dev.parallax.memory.link;

import dev.parallax.memory.ArenaException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Page 0 of a link's file. Its maker writes it once; whoever gets the descriptor compares it with
 * what it was told of the file.
 *
 * <pre>
 *   0        4        8        12       16
 *   +-----------------+--------+--------+
 *   | magic           | version| bytes  |   bytes of this header
 *   +-----------------+--------+--------+
 *   | linkId          | epoch           |
 *   +--------+--------+--------+--------+
 *   | maker  |capacity| leases |metadata|
 *   +--------+--------+--------+--------+
 * </pre>
 *
 * @param linkId the maker's name for the link, the same in both directions
 * @param epoch counts the incarnations of the peer
 * @param maker process that made the file
 * @param plan sizes
 */
record LinkHeader(long linkId, long epoch, int maker, LinkPlan plan) {
  /** The bytes {@code PLX-LINK}. */
  private static final long MAGIC = 0x4b4e_494c_2d58_4c50L;

  private static final int VERSION = 1;
  static final int BYTES = 48;

  private static final int MAGIC_AT = 0;
  private static final int VERSION_AT = 8;
  private static final int HEADER_BYTES_AT = 12;
  private static final int LINK_ID_AT = 16;
  private static final int EPOCH_AT = 24;
  private static final int MAKER_AT = 32;
  private static final int CAPACITY_AT = 36;
  private static final int LEASES_AT = 40;
  private static final int METADATA_AT = 44;

  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    MemorySegment page = MemorySegment.ofArray(bytes);
    page.set(U64, MAGIC_AT, MAGIC);
    page.set(U32, VERSION_AT, VERSION);
    page.set(U32, HEADER_BYTES_AT, BYTES);
    page.set(U64, LINK_ID_AT, linkId);
    page.set(U64, EPOCH_AT, epoch);
    page.set(U32, MAKER_AT, maker);
    page.set(U32, CAPACITY_AT, plan.ringCapacity());
    page.set(U32, LEASES_AT, plan.maxLeases());
    page.set(U32, METADATA_AT, plan.metadataBytes());
    return bytes;
  }

  /**
   * Decodes what somebody said of a file, and checks every field.
   *
   * @throws ArenaException when a field can't be
   */
  static LinkHeader read(byte[] bytes) {
    check(bytes.length == BYTES, "length", bytes.length);
    MemorySegment page = MemorySegment.ofArray(bytes);
    check(page.get(U64, MAGIC_AT) == MAGIC, "magic", page.get(U64, MAGIC_AT));
    check(page.get(U32, VERSION_AT) == VERSION, "version", page.get(U32, VERSION_AT));
    check(page.get(U32, HEADER_BYTES_AT) == BYTES, "headerBytes", page.get(U32, HEADER_BYTES_AT));
    try {
      LinkPlan plan =
          new LinkPlan(
              page.get(U32, CAPACITY_AT), page.get(U32, LEASES_AT), page.get(U32, METADATA_AT));
      return new LinkHeader(
          page.get(U64, LINK_ID_AT), page.get(U64, EPOCH_AT), page.get(U32, MAKER_AT), plan);
    } catch (IllegalArgumentException e) {
      throw new ArenaException("link file refused: " + e.getMessage(), e);
    }
  }

  private static void check(boolean good, String field, long value) {
    if (!good) {
      throw new ArenaException("link file refused: bad " + field + "=" + value);
    }
  }
}
