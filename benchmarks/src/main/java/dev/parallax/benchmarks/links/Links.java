package dev.parallax.benchmarks.links;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How fast a buffer gets into another process and back: prints two tables in Markdown. Both
 * processes spin, unless a row says otherwise, so they need a core each, and nothing else may run.
 */
public final class Links {
  private static final int ROUNDS = 20_000;
  private static final int REPETITIONS = 15;
  private static final long[] SIZES = {64, 1 << 10, 64 << 10, 8 << 20};
  private static final int HD = 1920 * 1080 * 3 / 2;
  private static final int TOUCHED_REPETITIONS = 5;
  private static final long TOUCHED_BYTES = 1L << 30;

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
    System.out.println("| Measurement | Result | Goal | Reached |");
    System.out.println("|---|---|---|---|");
    hops(channel, rounds);
    stream(channel, 1 << 10, 64, Manner.SPINNING, rounds * 200, 2_000_000);
    stream(channel, HD, 8, Manner.SPINNING, rounds * 50, 500_000);
    stream(channel, 1 << 10, 64, Manner.BLOCKING, rounds * 50, 1_000_000);
    stream(channel, HD, 8, Manner.BLOCKING, rounds * 10, 100_000);
    touched(channel, rounds);
  }

  /** One end writes each buffer, and the other one reads it. */
  private static void touched(Channel channel, int rounds) {
    System.out.println();
    System.out.println("| Written there, read here | Hop | Bytes a second |");
    System.out.println("|---|---|---|");
    for (long bytes : SIZES) {
      double[] hop = new double[TOUCHED_REPETITIONS];
      int times = Math.clamp(TOUCHED_BYTES / bytes, 20, rounds / 4);
      for (int r = -1; r < TOUCHED_REPETITIONS; r++) {
        try (HostEnd end = new HostEnd(channel, bytes, 4, Manner.TOUCHING)) {
          long[] ns = end.times(times);
          hop[Math.max(r, 0)] = Percentile.of(ns, 50);
        }
      }
      double median = median(hop);
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %d bytes | %s there and back | %.1f GB |",
              bytes,
              ns(median),
              bytes / median));
    }
  }

  /**
   * Every repetition measures the word and all sizes one after the other: where a virtual machine's
   * processors run changes from minute to minute, and with it everything here, by up to five times.
   */
  private static void hops(Channel channel, int rounds) {
    double[] raw = new double[REPETITIONS];
    double[][] hop = new double[SIZES.length][REPETITIONS];
    double[][] tail = new double[SIZES.length][REPETITIONS];
    double[] spread = new double[REPETITIONS];
    for (int r = -1; r < REPETITIONS; r++) {
      int at = Math.max(r, 0); // the first is warm-up
      raw[at] = PingPong.oneWay(channel, rounds);
      double least = Double.MAX_VALUE;
      double most = 0;
      for (int s = 0; s < SIZES.length; s++) {
        long[] times;
        try (HostEnd end = new HostEnd(channel, SIZES[s], 4, Manner.SPINNING)) {
          times = end.times(rounds);
        }
        hop[s][at] = Percentile.of(times, 50) / 2;
        tail[s][at] = Percentile.of(times, 99) / 2;
        least = Math.min(least, hop[s][at]);
        most = Math.max(most, hop[s][at]);
      }
      spread[at] = most / least;
    }
    row("one word", ns(median(raw)), "", "");
    for (int s = 0; s < SIZES.length; s++) {
      double half = median(hop[s]);
      double ratio = median(ratios(hop[s], raw));
      row(
          "hop of a buffer of %d bytes".formatted(SIZES[s]),
          "%s, %.2f words (p99 %s)".formatted(ns(half), ratio, ns(median(tail[s]))),
          "at most 250 ns and 3 words",
          reached(half <= 250 && ratio <= 3));
    }
    row(
        "largest of the hops, of the smallest",
        "%.2f".formatted(median(spread)),
        "at most 1.20",
        reached(median(spread) <= 1.2));
  }

  private static double[] ratios(double[] of, double[] to) {
    double[] all = new double[of.length];
    for (int i = 0; i < of.length; i++) {
      all[i] = of[i] / to[i];
    }
    return all;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void stream(
      Channel channel, int bytes, int slots, Manner manner, int buffers, double goal) {
    try (HostEnd end = new HostEnd(channel, bytes, slots, manner)) {
      double best = 0;
      for (int i = 0; i < 3; i++) {
        best = Math.max(best, end.perSecond(buffers));
      }
      double allocated = end.allocatedPerBuffer(buffers);
      row(
          "buffers of %d bytes through the other process, %d slots%s"
              .formatted(bytes, slots, manner == Manner.BLOCKING ? ", both sleep" : ""),
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
