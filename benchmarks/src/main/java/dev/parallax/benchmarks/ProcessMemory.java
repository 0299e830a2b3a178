package dev.parallax.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of a process, from {@code /proc/PID/status} (proc(5)), in MiB.
 *
 * @param all everything
 * @param shared of memfds: pictures and links, which other processes have, too
 * @param files of mapped files: the JDK's and those of the caches of classes
 * @param own the rest, which only this process has
 */
public record ProcessMemory(double all, double shared, double files, double own) {
  /** Reads it now. */
  public static ProcessMemory of(long pid) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
      return new ProcessMemory(
          mib(lines, "VmRSS:"),
          mib(lines, "RssShmem:"),
          mib(lines, "RssFile:"),
          mib(lines, "RssAnon:"));
    } catch (IOException e) {
      throw new IllegalStateException("process has no memory pid=" + pid, e);
    }
  }

  private static double mib(List<String> lines, String name) {
    return lines.stream()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("process has no line " + name))
        / 1024.0;
  }
}
