package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Sends buffers from one process of an engine to another of the same. */
final class LoopbackRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TCP_LISTEN = "0A";
  private static final String UDP_BOUND = "07";

  private LoopbackRun() {}

  /**
   * Nanoseconds from the sender's start until the receiver, which ends after so many datagrams, has
   * ended. The sender sends until then.
   */
  static long udp(Side side, int bytes, long datagrams) {
    int port = freeUdpPort();
    Process receiver =
        start(side, "udpsrc address=127.0.0.1 port=%d num-buffers=%d ! fakesink", port, datagrams);
    try {
      waitUntilOpen("udp", UDP_BOUND, port, receiver);
      long begin = System.nanoTime();
      Process sender =
          start(
              side,
              "fakesrc sizetype=fixed sizemax=%d ! udpsink host=127.0.0.1 port=%d",
              bytes,
              port);
      try {
        return end(receiver, begin);
      } finally {
        stop(sender);
      }
    } finally {
      stop(receiver);
    }
  }

  /** Nanoseconds from the sender's start until both have ended. */
  static long tcp(Side side, int bytes, long buffers) {
    int port = freeTcpPort();
    Process receiver =
        start(side, "tcpserversrc host=127.0.0.1 port=%d blocksize=65536 ! fakesink", port);
    try {
      waitUntilOpen("tcp", TCP_LISTEN, port, receiver);
      long begin = System.nanoTime();
      Process sender =
          start(
              side,
              "fakesrc num-buffers=%d sizetype=fixed sizemax=%d ! tcpclientsink host=127.0.0.1"
                  + " port=%d",
              buffers,
              bytes,
              port);
      try {
        end(sender, begin);
        return end(receiver, begin);
      } finally {
        stop(sender);
      }
    } finally {
      stop(receiver);
    }
  }

  private static Process start(Side side, String pipeline, Object... values) {
    try {
      return new ProcessBuilder(side.launch(pipeline.formatted(values)))
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start side=" + side.name(), e);
    }
  }

  private static long end(Process process, long begin) {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("process did not end " + process.info().commandLine());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("process failed exit=" + process.exitValue());
    }
    return System.nanoTime() - begin;
  }

  private static void stop(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Waits for a local port in a state of /proc/net (see proc_net(5)), without connecting to it. */
  private static void waitUntilOpen(String protocol, String state, int port, Process process) {
    String local = ":%04X ".formatted(port);
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < limit && process.isAlive()) {
      if (isOpen(protocol, local, state) || isOpen(protocol + "6", local, state)) {
        return;
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new IllegalStateException(
        "port was not opened protocol=%s port=%d".formatted(protocol, port));
  }

  private static boolean isOpen(String protocol, String local, String state) {
    Path table = Path.of("/proc/net/" + protocol);
    try {
      return Files.exists(table)
          && Files.readAllLines(table).stream()
              .map(line -> line.toUpperCase(Locale.ROOT).strip().split(" +"))
              .anyMatch(words ->
                  words.length > 3 && (words[1] + " ").endsWith(local) && words[3].equals(state));
    } catch (IOException e) {
      return false;
    }
  }

  private static int freeUdpPort() {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  private static int freeTcpPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
