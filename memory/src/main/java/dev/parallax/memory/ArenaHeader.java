package dev.parallax.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Page 0 of an arena file, little endian. Its creator writes it once, before the file is sealed;
 * whoever attaches copies it once and decodes the copy.
 *
 * <pre>
 *   0        4        8        12       16
 *   +-----------------+--------+--------+
 *   | magic           | version| bytes  |   bytes of this header
 *   +-----------------+--------+--------+
 *   | arenaId         | fileBytes       |
 *   +--------+--------+-----------------+
 *   | slots  |   0    | slotStride      |
 *   +--------+--------+-----------------+
 *   | slotCapacity    | dataOffset      |
 *   +--------+--------+-----------------+
 *   | pid    |   0    | ownerStart      |
 *   +--------+--------+-----------------+
 *   | epoch           |                 |
 *   +-----------------+-----------------+
 * </pre>
 *
 * @param arenaId unique among the arenas of the writing process
 * @param fileBytes size of the whole file
 * @param slotCount 1 to {@link #MAX_SLOTS}
 * @param slotStride bytes from one slot to the next, a multiple of 64, at least capacity + 64
 * @param slotCapacity payload bytes of a slot, 1 to {@link #MAX_CAPACITY}
 * @param dataOffset where slot 0 begins, a multiple of the page size
 * @param ownerPid process that writes the arena
 * @param ownerStart its start time in clock ticks since boot (proc(5), /proc/pid/stat field 22)
 * @param epoch counts the writer's incarnations
 */
record ArenaHeader(
    long arenaId,
    long fileBytes,
    int slotCount,
    long slotStride,
    long slotCapacity,
    long dataOffset,
    int ownerPid,
    long ownerStart,
    long epoch) {
  /** The bytes {@code PLXARENA}. */
  static final long MAGIC = 0x414e_4552_4158_4c50L;

  static final int VERSION = 1;
  static final int BYTES = 88;
  static final int MAX_SLOTS = 1 << 20;
  static final long MAX_CAPACITY = (1L << 32) - 1;
  static final int MIN_PADDING = 64;
  static final int STRIDE_UNIT = 64;
  static final int PAGE = 4096;

  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;
  static final int HEADER_BYTES_AT = 12;
  static final int ARENA_ID_AT = 16;
  static final int FILE_BYTES_AT = 24;
  static final int SLOT_COUNT_AT = 32;
  static final int SLOT_STRIDE_AT = 40;
  static final int SLOT_CAPACITY_AT = 48;
  static final int DATA_OFFSET_AT = 56;
  static final int OWNER_PID_AT = 64;
  static final int OWNER_START_AT = 72;
  static final int EPOCH_AT = 80;

  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  void write(MemorySegment page) {
    page.set(U64, MAGIC_AT, MAGIC);
    page.set(U32, VERSION_AT, VERSION);
    page.set(U32, HEADER_BYTES_AT, BYTES);
    page.set(U64, ARENA_ID_AT, arenaId);
    page.set(U64, FILE_BYTES_AT, fileBytes);
    page.set(U32, SLOT_COUNT_AT, slotCount);
    page.set(U64, SLOT_STRIDE_AT, slotStride);
    page.set(U64, SLOT_CAPACITY_AT, slotCapacity);
    page.set(U64, DATA_OFFSET_AT, dataOffset);
    page.set(U32, OWNER_PID_AT, ownerPid);
    page.set(U64, OWNER_START_AT, ownerStart);
    page.set(U64, EPOCH_AT, epoch);
  }

  /**
   * Decodes a private copy and checks every field against the others and the file's real size.
   *
   * @throws ArenaException when a field can't be
   */
  static ArenaHeader read(MemorySegment copy, long realFileBytes) {
    check(copy.get(U64, MAGIC_AT) == MAGIC, "magic", copy.get(U64, MAGIC_AT));
    check(copy.get(U32, VERSION_AT) == VERSION, "version", copy.get(U32, VERSION_AT));
    check(copy.get(U32, HEADER_BYTES_AT) == BYTES, "headerBytes", copy.get(U32, HEADER_BYTES_AT));
    ArenaHeader h =
        new ArenaHeader(
            copy.get(U64, ARENA_ID_AT),
            copy.get(U64, FILE_BYTES_AT),
            copy.get(U32, SLOT_COUNT_AT),
            copy.get(U64, SLOT_STRIDE_AT),
            copy.get(U64, SLOT_CAPACITY_AT),
            copy.get(U64, DATA_OFFSET_AT),
            copy.get(U32, OWNER_PID_AT),
            copy.get(U64, OWNER_START_AT),
            copy.get(U64, EPOCH_AT));
    h.checkSizes(realFileBytes);
    return h;
  }

  byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    write(MemorySegment.ofArray(bytes));
    return bytes;
  }

  /**
   * The header that a description says, if the file has the same.
   *
   * @throws ArenaException when a field can't be, or the file's header differs
   */
  static ArenaHeader described(int fd, byte[] description, long realFileBytes) {
    if (description.length != BYTES) {
      throw new ArenaException("arena description refused: bytes=" + description.length);
    }
    ArenaHeader told = read(MemorySegment.ofArray(description), realFileBytes);
    byte[] copy = MemFd.head(fd, "arena", BYTES);
    if (!Arrays.equals(copy, description)) {
      throw new ArenaException(
          "arena file refused: its header is not the one described told="
              + told
              + "; its writer has changed it, or another file was passed");
    }
    return told;
  }

  /** Ranges first, so that no product below can overflow. */
  private void checkSizes(long realFileBytes) {
    check(fileBytes == realFileBytes, "fileBytes", fileBytes);
    check(slotCount >= 1 && slotCount <= MAX_SLOTS, "slotCount", slotCount);
    check(slotCapacity >= 1 && slotCapacity <= MAX_CAPACITY, "slotCapacity", slotCapacity);
    check(
        slotStride >= slotCapacity + MIN_PADDING
            && slotStride <= 2 * MAX_CAPACITY
            && slotStride % STRIDE_UNIT == 0,
        "slotStride",
        slotStride);
    check(dataOffset >= PAGE && dataOffset % PAGE == 0, "dataOffset", dataOffset);
    check(dataOffset <= fileBytes - slotCount * slotStride, "dataOffset", dataOffset);
    check(ownerPid > 0, "ownerPid", ownerPid);
  }

  private static void check(boolean good, String field, long value) {
    if (!good) {
      throw new ArenaException("arena file refused: bad " + field + "=" + value);
    }
  }
}
