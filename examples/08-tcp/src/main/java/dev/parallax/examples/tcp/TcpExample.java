package dev.parallax.examples.tcp;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.tcpClientSink;
import static dev.parallax.elements.std.StdElements.tcpServerSrc;
import static dev.parallax.elements.std.StdElements.wavEnc;

import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A TCP relay: what one client sends goes on to another server. */
public final class TcpExample {
  private TcpExample() {}

  /**
   * Runs the example.
   *
   * @param args nothing; or the port to listen at, and the host and port that all goes on to
   */
  public static void main(String... args) throws IOException {
    if (args.length == 3) {
      relay(Integer.parseInt(args[0]), args[1], Integer.parseInt(args[2])).run();
      return;
    }
    Path folder = Files.createTempDirectory("parallax-tcp");
    Path received = folder.resolve("received.wav");
    try {
      sendThroughRelay(received);
    } finally {
      Files.deleteIfExists(received);
      Files.delete(folder);
    }
  }

  /** Three pipelines, as if each were a process of its own: sender, relay, receiver. */
  private static void sendThroughRelay(Path received) throws IOException {
    // Port 0 is a free one; which, is known once the element has started.
    try (Pipeline receiver =
        tcpServerSrc()
            .host("127.0.0.1")
            .port(0)
            .named("in")
            .to(fileSink(received.toString()))
            .pipeline()) {
      int end = start(receiver);
      try (Pipeline relay = relay(0, "127.0.0.1", end)) {
        int middle = start(relay);
        audioTestSrc()
            .samplesperbuffer(1000)
            .numBuffers(48)
            .caps("audio/x-raw,format=S16LE,rate=48000,channels=1")
            .to(wavEnc())
            .to(tcpClientSink().host("127.0.0.1").port(middle))
            .run();
        // The end of the connection is the end of the stream: it goes on from one to the next.
        relay.await();
      }
      receiver.await();
    }
    System.out.println("received.wav: " + Files.size(received) + " bytes");
  }

  private static Pipeline relay(int port, String host, int hostPort) {
    return tcpServerSrc()
        .host("127.0.0.1")
        .port(port)
        .named("in")
        .to(tcpClientSink().host(host).port(hostPort))
        .pipeline();
  }

  /** Starts a server; the port that it listens at. */
  private static int start(Pipeline server) {
    server.prepare(); // listens from here on
    server.activate();
    return (int) server.get("in", "current-port");
  }
}
