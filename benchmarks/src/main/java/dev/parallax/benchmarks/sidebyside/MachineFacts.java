package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the numbers depend on and the reader cannot see. */
final class MachineFacts {
  private MachineFacts() {}

  static List<String> collect() {
    return List.of(
        "processor: %s, %d cores"
            .formatted(processor(), Runtime.getRuntime().availableProcessors()),
        "kernel: Linux " + System.getProperty("os.version"),
        "JDK: %s %s"
            .formatted(
                System.getProperty("java.vendor"), System.getProperty("java.runtime.version")),
        "GStreamer: " + gstreamer(),
        "load when it began: " + load());
  }

  /** Model name of the first processor; of /proc/cpuinfo (see proc_cpuinfo(5)). */
  private static String processor() {
    return firstLine("/proc/cpuinfo", "model name").replaceFirst("^[^:]*:\\s*", "");
  }

  /** Average of runnable tasks over the last minute; of /proc/loadavg (see proc_loadavg(5)). */
  private static String load() {
    return firstLine("/proc/loadavg", "").replaceFirst(" .*", "");
  }

  private static String gstreamer() {
    return TimedProcess.run(List.of("gst-launch-1.0", "--version"), Duration.ofSeconds(20))
        .output()
        .lines()
        .filter(line -> line.startsWith("GStreamer "))
        .map(line -> line.substring("GStreamer ".length()))
        .findFirst()
        .orElse("unknown");
  }

  private static String firstLine(String file, String prefix) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(prefix))
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
