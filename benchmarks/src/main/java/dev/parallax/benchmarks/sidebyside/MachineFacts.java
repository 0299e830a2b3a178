package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the numbers depend on and the reader cannot see. */
final class MachineFacts {
  /** With a higher load, something else is running. */
  private static final double MAX_LOAD = 1.0;

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
    String load = firstLine("/proc/loadavg", "").replaceFirst(" .*", "");
    return load + warning(load);
  }

  /** What to think of numbers from a machine with this load. */
  static String warning(String load) {
    try {
      return Double.parseDouble(load) <= MAX_LOAD
          ? ""
          : ". **The machine was busy: don't keep these numbers**";
    } catch (NumberFormatException e) {
      return "";
    }
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
