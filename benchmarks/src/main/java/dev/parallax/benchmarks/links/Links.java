package dev.parallax.benchmarks.links;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How fast a buffer gets into another process and back: prints a table in Markdown. Both processes
 * spin, so they need a core each, and nothing else may run.
 */
public final class Links {
  private static final int ROUNDS = 200_000;
  private static final int SIZES_FROM = 64;
  private static final int SIZES_TO = 8 << 20;
  private static final int HD = 1920 * 1080 * 3 / 2;

  private Links() {}

  /** The argument, if any, divides how long everything takes. */
  public static void main(String[] args) throws IOException {
    int divisor = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    Path dir = Files.createTempDirectory("parallax-links");
    String path = dir.resolve("socket").toString();
    Process peer = null;
    try (Channel listening = Channel.listen(path)) {
      peer = start(path);
      try (Channel channel = listening.accept()) {
        measure(channel, ROUNDS / divisor);
      }
    } finally {
      if (peer != null) {
        peer.destroyForcibly();
      }
      Files.deleteIfExists(Path.of(path));
      Files.delete(dir);
    }
  }

  private static Process start(String path) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                IdentityPeer.class.getName(),
                path))
        .inheritIO()
        .start();
  }

  private static void measure(Channel channel, int rounds) {
    double raw = PingPong.oneWay(channel, rounds);
    System.out.println("| Measurement | Result | Goal | Reached |");
    System.out.println("|---|---|---|---|");
    row("one word there, half of there and back, p50", ns(raw), "", "");
    double least = Double.MAX_VALUE;
    double most = 0;
    for (long size = SIZES_FROM; size <= SIZES_TO; size *= size < 1 << 10 ? 16 : 1 << 13) {
      long[] times;
      try (HostEnd end = new HostEnd(channel, size, 4)) {
        times = end.times(rounds);
      }
      double half = Percentile.of(times, 50) / 2;
      least = Math.min(least, half);
      most = Math.max(most, half);
      double limit = Math.min(250, 3 * raw);
      row(
          "hop of a buffer of %d bytes, half of there and back, p50 (p99)".formatted(size),
          "%s (%s)".formatted(ns(half), ns(Percentile.of(times, 99) / 2)),
          "at most 250 ns and 3 x one word: %s".formatted(ns(limit)),
          reached(half <= limit));
    }
    row(
        "largest of these hops, of the smallest",
        "%.2f".formatted(most / least),
        "at most 1.20",
        reached(most / least <= 1.2));
    stream(channel, 1 << 10, 64, rounds * 20, 2_000_000);
    stream(channel, HD, 8, rounds * 5, 500_000);
  }

  private static void stream(Channel channel, int bytes, int slots, int buffers, double goal) {
    try (HostEnd end = new HostEnd(channel, bytes, slots)) {
      double best = 0;
      for (int i = 0; i < 3; i++) {
        best = Math.max(best, end.perSecond(buffers));
      }
      double allocated = end.allocatedPerBuffer(buffers);
      row(
          "buffers of %d bytes through the other process, %d slots".formatted(bytes, slots),
          "%,.0f a second".formatted(best),
          "at least %,.0f".formatted(goal),
          reached(best >= goal));
      row(
          "heap that each of them allocates",
          "%.3f bytes".formatted(allocated),
          "0",
          reached(allocated < 0.01));
    }
  }

  private static String ns(double value) {
    return "%.0f ns".formatted(value);
  }

  private static String reached(boolean is) {
    return is ? "yes" : "**no**";
  }

  private static void row(String what, String result, String goal, String reached) {
    System.out.println(
        String.format(Locale.ROOT, "| %s | %s | %s | %s |", what, result, goal, reached));
  }
}
