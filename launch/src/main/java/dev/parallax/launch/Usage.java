package dev.parallax.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process uses, from {@code /proc/PID/stat} and {@code status} (proc(5)).
 *
 * @param cpuNs processor time; -1: unknown
 * @param rssBytes resident memory
 * @param privateBytes the part of it that is neither of files nor shared, as pictures are
 */
record Usage(long cpuNs, long rssBytes, long privateBytes) {
  private static final long TICK_NS = 10_000_000;

  /** Places of utime and stime behind the name, which ends by the last parenthesis. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** Of a process; none of both when it has ended. */
  static Usage of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
      long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
      return new Usage(ticks * TICK_NS, bytes(status, "VmRSS:"), bytes(status, "RssAnon:"));
    } catch (IOException e) {
      return new Usage(-1, 0, 0);
    }
  }

  /** A line in kB; 0 without one, as for a process that is about to end. */
  private static long bytes(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
