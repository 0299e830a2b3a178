package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sizes of an arena file to be made.
 *
 * @param config what was asked for
 * @param stride bytes from slot to slot
 * @param dataOffset where slot 0 begins
 * @param fileBytes size of the whole file, a multiple of its page size
 */
record ArenaPlan(PoolConfig config, long stride, long dataOffset, long fileBytes) {
  private static final long LARGE_SLOT = 64 << 10;
  private static final long HUGE_PAGE = 2 << 20;
  private static final long UNQUESTIONED_BYTES = 256L << 20;
  private static final int MAX_NAME = 200;
  private static final int START_TIME_FIELD = 19;

  static ArenaPlan of(PoolConfig config) {
    long padded = config.slotBytes() + Math.max(config.padding(), ArenaHeader.MIN_PADDING);
    long unit = config.slotBytes() >= LARGE_SLOT ? ArenaHeader.PAGE : ArenaHeader.STRIDE_UNIT;
    long stride = roundUp(padded, Math.max(unit, config.alignment()));
    return sized(config, stride, ArenaHeader.PAGE);
  }

  /** The same in huge pages. */
  ArenaPlan hugetlb() {
    return sized(config, stride, HUGE_PAGE);
  }

  private static ArenaPlan sized(PoolConfig config, long stride, long page) {
    return new ArenaPlan(config, stride, page, page + roundUp(config.slots() * stride, page));
  }

  private static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }

  long dataBytes() {
    return fileBytes - dataOffset;
  }

  String fileName() {
    byte[] utf8 = ("parallax:" + config.name().replace('\0', '?')).getBytes(StandardCharsets.UTF_8);
    return utf8.length <= MAX_NAME
        ? new String(utf8, StandardCharsets.UTF_8)
        : new String(utf8, 0, MAX_NAME, StandardCharsets.ISO_8859_1)
            .replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** Transparent huge pages when asked for and when the kernel gives them to shared memory. */
  PageKind smallKind() {
    if (!config.hugePages()) {
      return PageKind.SMALL;
    }
    String enabled = read("/sys/kernel/mm/transparent_hugepage/shmem_enabled");
    boolean off = enabled.isEmpty() || enabled.contains("[never]") || enabled.contains("[deny]");
    return off ? PageKind.SMALL : PageKind.TRANSPARENT;
  }

  /**
   * Refuses an arena that would take most of the machine's free memory: sizes come from caps, and
   * so from files, and allocating too much wakes the out-of-memory killer.
   */
  void checkAvailable() {
    if (fileBytes <= UNQUESTIONED_BYTES) {
      return;
    }
    long available = availableBytes(read("/proc/meminfo"));
    if (fileBytes > available / 4 * 3) {
      throw new ArenaException(
          "arena would take more than 3/4 of the free memory: pool="
              + config.name()
              + " slots="
              + config.slots()
              + " slotBytes="
              + config.slotBytes()
              + " bytes="
              + fileBytes
              + " available="
              + available
              + "; use fewer or smaller buffers");
    }
  }

  private static long availableBytes(String meminfo) {
    return meminfo
        .lines()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  ArenaHeader header(long id) {
    return new ArenaHeader(
        id,
        fileBytes,
        config.slots(),
        stride,
        config.slotBytes(),
        dataOffset,
        Unistd.getpid(),
        startTime(read("/proc/self/stat")),
        1);
  }

  /** Field 22 of proc(5); the fields after the command, which ends with the last parenthesis. */
  private static long startTime(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    return fields.length > START_TIME_FIELD ? Long.parseLong(fields[START_TIME_FIELD]) : 0;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
