package dev.parallax.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of a process, as long as it lives. */
final class PeakMemory {
  private PeakMemory() {}

  /** {@code VmHWM} of /proc/pid/status in KiB; 0 when the process has just gone. */
  static long kib(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      return 0;
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
