package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TCP elements with each other and with plain sockets. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpTest {
  @BeforeAll
  static void warm() {
    Net.warm();
  }

  private static final String SINK = " ! tcpclientsink host=127.0.0.1 port=";

  private static TcpServerSinkElement.Control control(Net.Running running) {
    return running.pipeline.find("x", TcpServerSinkElement.Control.class);
  }

  @Test
  void shouldCarryAllWhenClientSendsToServer() {
    try (Net.Running server = Net.running("tcpserversrc name=x port=0 ! ${sink}");
        Net.Running client = Net.running(Net.SOME + "tcpclientsink port=" + server.port())) {
      client.awaitEnd();
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldCarryAllWhenServerSendsToClients() {
    try (Net.Running server = Net.prepared(Net.SOME + "tcpserversink name=x port=0");
        Net.Running one = Net.running("tcpclientsrc port=" + server.port() + " ! ${sink}");
        Net.Running two = Net.running("tcpclientsrc port=" + server.port() + " ! ${sink}")) {
      Net.await("both have joined", () -> control(server).clients() == 2);
      server.go().awaitEnd();
      one.awaitEnd();
      two.awaitEnd();
      assertThat(one.received()).isEqualTo(Net.some());
      assertThat(two.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldNameHostAndPortWhenNobodyListens() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Net.Running r = Net.running("tcpclientsrc host=127.0.0.1 port=" + free + " ! fakesink")) {
      assertThatThrownBy(r::awaitEnd)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining(
              "cannot connect address=127.0.0.1:"
                  + free
                  + ": connection refused errno=ECONNREFUSED");
    }
  }

  @Test
  void shouldNamePortWhenItIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() ->
              Net.prepared(
                  "tcpserversrc host=127.0.0.1 port=" + taken.getLocalPort() + " ! fakesink"))
          .hasMessageContaining("cannot listen address=127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("address in use");
    }
  }

  @Test
  void shouldFailWhenNameIsUnknown() {
    try (Net.Running r = Net.running("tcpclientsrc host=no.such.name.invalid ! fakesink")) {
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("no address is known for host=no.such.name.invalid");
    }
  }

  @Test
  void shouldFailWhenPeerIsSilentForTooLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0);
        Net.Running r =
            Net.running("tcpclientsrc timeout=1 port=" + silent.getLocalPort() + " ! fakesink")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("nothing came for 1000 ms");
    }
  }

  @Test
  void shouldFailWhenPeerResetsTheConnection() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running r =
            Net.running("fakesrc sizetype=fixed sizemax=10000" + SINK + server.getLocalPort())) {
      Socket accepted = server.accept();
      accepted.setSoLinger(true, 0); // a reset, as when the process is killed with data unread
      accepted.close();
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("address=127.0.0.1:" + server.getLocalPort())
          .hasMessageContaining("connection reset by peer");
    }
  }

  @Test
  void shouldConnectAgainWhenServerComesBack() throws IOException {
    int port;
    try (ServerSocket first = new ServerSocket(0)) {
      port = first.getLocalPort();
      try (Net.Running r =
          Net.running(
              "tcpclientsrc reconnect=true reconnect-delay=20 port=" + port + " ! ${sink}")) {
        try (Socket s = first.accept()) {
          s.getOutputStream().write("one".getBytes());
        }
        Net.await("first part", () -> r.receivedBytes() == 3);
        first.close();
        Net.await("attempts fail", () -> r.warnings.size() >= 2);
        try (ServerSocket second = new ServerSocket()) {
          second.setReuseAddress(true);
          second.bind(new java.net.InetSocketAddress(port));
          try (Socket s = second.accept()) {
            s.getOutputStream().write("two".getBytes());
            Net.await("second part", () -> r.receivedBytes() == 6);
          }
        }
        assertThat(new String(r.received())).isEqualTo("onetwo");
        assertThat(r.warnings.get(0)).contains("connection refused").contains("next attempt=");
      }
    }
  }

  @Test
  void shouldGiveUpWhenRetriesAreUsedUp() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Net.Running r =
        Net.running(
            "tcpclientsrc reconnect=true reconnect-delay=1 max-retries=3 port="
                + free
                + " ! fakesink")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("retries=3");
    }
  }

  @Test
  void shouldServeOneClientAfterTheOtherWhenItReconnects() throws IOException {
    try (Net.Running r = Net.running("tcpserversrc name=x reconnect=true port=0 ! ${sink}")) {
      for (int i = 1; i <= 3; i++) {
        int all = 2 * i;
        try (Socket s = served(r, all)) {
          assertThat(s.isClosed()).isFalse();
          try (Socket other = Net.connect(r.port())) {
            assertThat(other.getInputStream().read()).isEqualTo(-1); // turned away
          }
        }
      }
    }
  }

  /** A client whose bytes came. While the one before is still there, others are turned away. */
  private static Socket served(Net.Running r, int all) throws IOException {
    for (int attempt = 0; attempt < 1000; attempt++) {
      Socket s = Net.connect(r.port());
      s.setSoTimeout(5);
      try {
        s.getOutputStream().write(new byte[2]);
        while (r.receivedBytes() != all) {
          try {
            if (s.getInputStream().read() < 0) {
              break;
            }
          } catch (SocketTimeoutException e) {
            continue; // neither served nor turned away yet
          }
        }
        if (r.receivedBytes() == all) {
          return s;
        }
      } catch (SocketException e) {
        // turned away while it wrote
      }
      s.close();
    }
    throw new AssertionError("no client was served all=" + all);
  }

  @Test
  void shouldMakeTheStreamWaitWhenPeerDoesNotRead() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running r =
            Net.running(
                "fakesrc sizetype=fixed sizemax=65536" + SINK + server.getLocalPort() + " name=x");
        Socket s = server.accept()) {
      Net.await("the stream stands still", () -> standsStill(r));
      long before = sent(r);
      s.getInputStream().readNBytes(32 << 20);
      Net.await("it goes on", () -> sent(r) > before);
    }
  }

  /** What is kept for a fuller packet must leave when the stream waits. */
  @Test
  void shouldGatherOnlyWhileSmallBuffersFollowEachOther() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running r =
            Net.running(
                "fakesrc sizetype=fixed sizemax=1000" + SINK + server.getLocalPort() + " name=x");
        Socket s = server.accept()) {
      byte[] some = new byte[1 << 16];
      Net.await(
          "the kernel gathers",
          () -> {
            readSome(s, some);
            return !sendsAtOnce(server.getLocalPort());
          });
      Net.await("the stream stands still", () -> standsStill(r));
      assertThat(sendsAtOnce(server.getLocalPort())).isTrue();
    }
  }

  private static void readSome(Socket socket, byte[] some) {
    try {
      assertThat(socket.getInputStream().read(some)).isPositive();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** TCP_NODELAY of this process's socket that is connected to a port. */
  private static boolean sendsAtOnce(int port) {
    try (Arena arena = Arena.ofConfined();
        Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      MemorySegment name = arena.allocate(Sockaddr.BYTES, 8);
      return all.mapToInt(p -> Integer.parseInt(p.getFileName().toString()))
          .filter(fd -> isConnectedTo(fd, port, name))
          .mapToObj(fd ->
              dev.parallax.nativeglue.linux.Socket.getsockopt(
                      fd,
                      dev.parallax.nativeglue.linux.Socket.IPPROTO_TCP,
                      dev.parallax.nativeglue.linux.Socket.TCP_NODELAY)
                  != 0)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isConnectedTo(int fd, int port, MemorySegment name) {
    try {
      dev.parallax.nativeglue.linux.Socket.getpeername(fd, name);
      int family = Sockaddr.family(name);
      return (family == dev.parallax.nativeglue.linux.Socket.AF_INET
              || family == dev.parallax.nativeglue.linux.Socket.AF_INET6)
          && Sockaddr.port(name) == port;
    } catch (LinuxException e) {
      return false; // no socket, or not connected
    }
  }

  static long sent(Net.Running r) {
    return r.pipeline.snapshot().elements().stream()
        .filter(e -> e.name().equals("x"))
        .findFirst()
        .orElseThrow()
        .buffersIn();
  }

  static boolean standsStill(Net.Running r) {
    long before = sent(r);
    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    return before > 0 && sent(r) == before;
  }

  // ---- many clients

  /** As many as {@code -Dparallax.refused.clients} says; CONTRIBUTING.md has the long form. */
  @Test
  void shouldTurnAwayPolitelyWhenThousandsConnect() throws IOException {
    int many = Integer.getInteger("parallax.refused.clients", 1_000);
    try (Net.Running r =
        Net.running(
            "fakesrc sizetype=fixed sizemax=100 ! identity sleep-time=1000 ! tcpserversink name=x"
                + " port=0 max-clients=2")) {
      try (Socket one = Net.connect(r.port());
          Socket two = Net.connect(r.port())) {
        Net.await("two have joined", () -> control(r).clients() == 2);
        for (int i = 0; i < many; i++) {
          try (Socket more = Net.connect(r.port())) {
            assertThat(more.getInputStream().read()).isEqualTo(-1);
          }
        }
        assertThat(control(r).clientsRefused()).isEqualTo(many);
        assertThat(one.getInputStream().readNBytes(10_000)).hasSize(10_000);
        assertThat(two.getInputStream().readNBytes(10_000)).hasSize(10_000);
      }
      Net.await("both have left", () -> control(r).clients() == 0);
    }
  }

  @Test
  void shouldWaitWhenAClientIsSlow() throws IOException {
    try (Net.Running r = slow("wait timeout=0");
        Socket fast = Net.connect(r.port());
        Socket slow = Net.connect(r.port())) {
      Thread reader = readAll(fast);
      Net.await("the stream stands still", () -> control(r).clients() == 2 && standsStill(r));
      long before = sent(r);
      slow.getInputStream().readNBytes(32 << 20);
      Net.await("it goes on", () -> sent(r) > before);
      assertThat(control(r).clientsDisconnected()).isZero();
      fast.shutdownInput();
      reader.interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"disconnect", "wait timeout=300000000"})
  void shouldDisconnectWhenAClientIsTooSlow(String policy) throws IOException {
    try (Net.Running r = slow(policy);
        Socket fast = Net.connect(r.port());
        Socket slow = Net.connect(r.port())) {
      readAll(fast);
      Net.await("the slow one is gone", () -> control(r).clientsDisconnected() == 1);
      assertThat(control(r).clients()).isEqualTo(1);
      long before = sent(r);
      Net.await("the stream goes on", () -> sent(r) > before + 100);
      assertThat(r.warnings).anyMatch(w -> w.contains("address=127.0.0.1:" + slow.getLocalPort()));
    }
  }

  /** Bytes count on within a buffer, so that one sees where it is cut. */
  @Test
  void shouldDropWholeBuffersWhenAClientIsTooSlow() throws IOException {
    try (Net.Running r = slow("drop timeout=0");
        Socket slow = Net.connect(r.port())) {
      Net.await("buffers are dropped", () -> control(r).buffersDropped() > 100);
      byte[] some = slow.getInputStream().readNBytes(8 << 20);
      int buffer = 10_000;
      for (int at = 0; at + buffer <= some.length; at += buffer) {
        for (int i = 1; i < buffer; i++) {
          if (some[at + i] != (byte) (some[at] + i)) {
            throw new AssertionError("buffer is not whole at=" + at + " i=" + i);
          }
        }
      }
      assertThat(control(r).clients()).isEqualTo(1);
    }
  }

  private static Net.Running slow(String policy) {
    return Net.running(
        "fakesrc sizetype=fixed sizemax=10000 ! ${fill} ! tcpserversink name=x port=0"
            + " queue-bytes=100000 slow-clients="
            + policy);
  }

  private static Thread readAll(Socket socket) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          byte[] waste = new byte[1 << 16];
          try {
            while (socket.getInputStream().read(waste) >= 0) {
              // thrown away
            }
          } catch (IOException e) {
            Thread.currentThread().interrupt(); // the test has closed it
          }
        });
  }

  @Test
  void shouldStopAtOnceWhenPeersStall() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      List<Net.Running> all = new ArrayList<>();
      all.add(Net.running("tcpclientsrc port=" + silent.getLocalPort() + " ! fakesink"));
      all.add(Net.running("fakesrc sizetype=fixed sizemax=65536" + SINK + silent.getLocalPort()));
      all.add(Net.running("tcpserversrc port=0 ! fakesink"));
      all.add(Net.running("tcpclientsrc host=10.255.255.1 port=9 ! fakesink"));
      all.add(
          Net.running(
              "tcpclientsrc reconnect=true reconnect-delay=30000 host=127.0.0.1 port=1 !"
                  + " fakesink"));
      for (Net.Running r : all) {
        r.close();
        assertThat(r.pipeline.error()).isNull();
      }
    }
  }

  /** All is there, but not with the client, who reads only afterwards. */
  @Test
  void shouldSendAllWhenPausedWhileItWaitsForClientsAtTheEnd() throws IOException {
    try (Net.Running r =
            Net.prepared(
                "fakesrc num-buffers=400 sizetype=fixed sizemax=100000 ! tcpserversink name=x"
                    + " port=0 timeout=0 queue-bytes=100000000");
        Socket s = Net.connect(r.port())) {
      Net.await("it has joined", () -> control(r).clients() == 1);
      r.go();
      Net.await("all is taken", () -> sent(r) == 400);
      for (int i = 0; i < 5; i++) {
        r.pipeline.pause();
        r.pipeline.activate();
      }
      assertThat(s.getInputStream().readAllBytes()).hasSize(40_000_000);
      r.awaitEnd();
    }
  }
}
