package dev.parallax.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process uses, from {@code /proc/PID/stat} and {@code statm} (proc(5)). */
record Usage(long cpuNs, long rssBytes) {
  private static final long TICK_NS = 10_000_000;
  private static final long PAGE_BYTES = 4096;

  /** Places of utime and stime behind the name, which ends by the last parenthesis. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** Of a process; none of both when it has ended. */
  static Usage of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      String[] memory = Files.readString(Path.of("/proc", Long.toString(pid), "statm")).split(" ");
      long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
      return new Usage(ticks * TICK_NS, Long.parseLong(memory[1]) * PAGE_BYTES);
    } catch (IOException e) {
      return new Usage(-1, 0);
    }
  }
}
