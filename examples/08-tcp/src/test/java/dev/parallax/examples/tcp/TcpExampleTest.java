package dev.parallax.examples.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import dev.parallax.testkit.LeakWatcher;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpExampleTest {
  /** What the JDK opens for good with its first sockets is no leak of a test. */
  @BeforeAll
  static void warm() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket client = new Socket("127.0.0.1", server.getLocalPort());
        Socket accepted = server.accept()) {
      accepted.setSoLinger(true, 0);
    }
  }

  @Test
  void shouldCarryTheToneThroughTheRelayWhenItRuns() throws Exception {
    assertThat(Printed.by(() -> TcpExample.main())).isEqualTo(Readme.output("08-tcp"));
  }

  @Test
  void shouldRelayUntilTheClientEndsWhenPortsAreGiven() throws Exception {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, here)) {
      port = free.getLocalPort();
    }
    try (ServerSocket server = new ServerSocket(0, 1, here)) {
      String end = Integer.toString(server.getLocalPort());
      CompletableFuture<Void> relay = new CompletableFuture<>();
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  TcpExample.main(Integer.toString(port), "127.0.0.1", end);
                  relay.complete(null);
                } catch (Exception e) {
                  relay.completeExceptionally(e);
                }
              });
      try (Socket client = connect(here, port)) {
        client.getOutputStream().write("through".getBytes());
        client.shutdownOutput();
        try (Socket accepted = server.accept()) {
          assertThat(new String(accepted.getInputStream().readAllBytes())).isEqualTo("through");
        }
      }
      relay.get(20, TimeUnit.SECONDS);
      thread.join();
    }
  }

  /** As soon as the relay listens. */
  private static Socket connect(InetAddress host, int port) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        return new Socket(host, port);
      } catch (java.net.ConnectException e) {
        assertThat(System.nanoTime()).as("waiting until the relay listens").isLessThan(deadline);
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
