package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Sends buffers from one process of an engine to another of the same. */
final class LoopbackRun {
  private static final String TCP_LISTEN = "0A";
  private static final String UDP_BOUND = "07";

  private LoopbackRun() {}

  /**
   * Nanoseconds from the sender's start until the receiver, which ends after so many datagrams, has
   * ended. The sender sends until then.
   */
  static long udp(Side side, int bytes, long datagrams) {
    int port = freeUdpPort();
    try (EngineProcess receiver =
        EngineProcess.start(
            side,
            "udpsrc address=127.0.0.1 port=%d num-buffers=%d ! fakesink"
                .formatted(port, datagrams))) {
      await("udp", UDP_BOUND, port, receiver);
      long begin = System.nanoTime();
      try (EngineProcess sender =
          EngineProcess.start(
              side,
              "fakesrc sizetype=fixed sizemax=%d ! udpsink host=127.0.0.1 port=%d"
                  .formatted(bytes, port))) {
        receiver.awaitEnd();
        return System.nanoTime() - begin;
      }
    }
  }

  /** Nanoseconds from the sender's start until both have ended. */
  static long tcp(Side side, int bytes, long buffers) {
    int port = freeTcpPort();
    try (EngineProcess receiver =
        EngineProcess.start(
            side,
            "tcpserversrc host=127.0.0.1 port=%d blocksize=65536 ! fakesink".formatted(port))) {
      await("tcp", TCP_LISTEN, port, receiver);
      long begin = System.nanoTime();
      try (EngineProcess sender =
          EngineProcess.start(
              side,
              "fakesrc num-buffers=%d sizetype=fixed sizemax=%d ! tcpclientsink host=127.0.0.1 port=%d"
                  .formatted(buffers, bytes, port))) {
        sender.awaitEnd();
        receiver.awaitEnd();
        return System.nanoTime() - begin;
      }
    }
  }

  /** Waits for a local port in a state of /proc/net (see proc_net(5)), without connecting to it. */
  private static void await(String protocol, String state, int port, EngineProcess process) {
    String local = ":%04X ".formatted(port);
    process.awaitOpen(
        () -> isOpen(protocol, local, state) || isOpen(protocol + "6", local, state),
        "port protocol=" + protocol + " port=" + port);
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
