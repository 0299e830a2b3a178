package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.runtime.isolation.NetworkPlace.Transport;
import dev.parallax.runtime.isolation.NetworkPlace.Use;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Each claim of docs/security.md about a child with the network; fails with an assertion. */
final class NetworkScenarios implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 64;

  /** All must give EPERM. */
  private static final List<String> OTHERS =
      List.of(
          "raw",
          "ping",
          "sctp",
          "mptcp",
          "unix",
          "netlink",
          "packet",
          "vsock",
          "alg",
          "socketpair",
          "connect-control",
          "connect-abstract",
          "connect-unspec",
          "connect-short",
          "connect-long",
          "connect-nothing",
          "sendto-udp",
          "sendto-half",
          "sendto-fastopen",
          "sendmsg",
          "sendmsg-tcp",
          "close-range",
          "sendmmsg",
          "bind",
          "bind-udp",
          "listen",
          "accept",
          "accept-blocking",
          "block",
          "block-ioctl",
          "dup",
          "interfaces",
          "join",
          "join-6",
          "join-source",
          "options",
          "device",
          "program",
          "mark",
          "ulp",
          "fastopen-connect",
          "repair",
          "send-timeout",
          "reuse-port",
          "iptables");

  private final Supervisor supervisor = Supervisor.open("test");

  @Override
  public void close() {
    assertThat(supervisor.children()).isEmpty();
    supervisor.close();
  }

  /** Its own address, and no other. */
  void addresses() throws Exception {
    try (ServerSocket good = server(HOST, 0);
        ServerSocket otherPort = server(HOST, 0);
        ServerSocket otherHost = server("127.0.0.2", good.getLocalPort());
        DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getByName(HOST))) {
      int port = good.getLocalPort();
      int udp = datagrams.getLocalPort();
      Recorder recorder = new Recorder();
      List<NetworkPlace> places =
          List.of(place(Use.CONNECT, Transport.TCP, port), place(Use.CONNECT, Transport.UDP, udp));
      try (IsolatedChild child = start(places, Map.of(), recorder)) {
        Thread answering = Thread.ofVirtual().start(() -> answer(good));
        assertThat(ask(child, recorder, "send tcp " + HOST + " " + port)).isEqualTo("5 5");
        answering.join();
        Thread datagram = Thread.ofVirtual().start(() -> answer(datagrams));
        assertThat(ask(child, recorder, "send udp " + HOST + " " + udp)).isEqualTo("5 5");
        datagram.join();
        assertThat(ask(child, recorder, "mapped " + HOST + " " + port)).isEqualTo("0");
        String refused = String.valueOf(-Errno.EPERM);
        for (String other :
            List.of(
                "tcp " + HOST + " " + otherPort.getLocalPort(),
                "mapped " + HOST + " " + otherPort.getLocalPort(),
                "tcp 127.0.0.2 " + port,
                "tcp 0.0.0.0 " + port,
                "tcp " + HOST + " " + udp,
                "udp " + HOST + " " + port,
                "udp 127.0.0.2 " + udp)) {
          assertThat(ask(child, recorder, other)).as(other).isEqualTo(refused);
        }
        assertThat(recorder.diagnostics)
            .allMatch(d -> d.id() == DiagnosticId.SBX_CALL_REFUSED)
            .anyMatch(d -> d.text().contains("call=connect tcp 127.0.0.2:" + port))
            .anyMatch(d -> d.text().contains("call=connect udp 127.0.0.1:" + port));
        assertThat(child.refusals()).containsEntry("connect tcp 127.0.0.2:" + port, 1L);
      }
      seesNobody(otherPort);
      seesNobody(otherHost);
    }
  }

  /** The address changes while it is looked at; thousands of times. */
  void races() throws Exception {
    try (ServerSocket good = server(HOST, 0);
        ServerSocket bad = server(HOST, 0);
        DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getByName(HOST))) {
      AtomicInteger came = new AtomicInteger();
      Thread.ofVirtual().start(() -> count(good, came));
      Recorder recorder = new Recorder();
      int udp = datagrams.getLocalPort();
      List<NetworkPlace> places =
          List.of(
              place(Use.CONNECT, Transport.TCP, good.getLocalPort()),
              place(Use.CONNECT, Transport.UDP, udp));
      try (IsolatedChild child = start(places, Map.of(), recorder)) {
        String[] tcp =
            ask(child, recorder, "race tcp %d %d 2000", good.getLocalPort(), bad.getLocalPort())
                .split(" ");
        String[] other =
            ask(child, recorder, "race udp %d %d 4000", udp, bad.getLocalPort()).split(" ");
        for (String[] each : List.of(tcp, other)) {
          assertThat(Integer.parseInt(each[0])).as("made").isPositive();
          assertThat(Integer.parseInt(each[1])).as("refused").isPositive();
          assertThat(each[2]).as("elsewhere").isEqualTo("0");
        }
        assertThat(came.get()).as("accepted").isPositive();
      }
      seesNobody(bad);
    }
  }

  /** Other kinds of sockets, and other ways to give one an address. */
  void others() throws Exception {
    try (ServerSocket good = server(HOST, 0)) {
      int port = good.getLocalPort();
      List<NetworkPlace> places =
          List.of(place(Use.CONNECT, Transport.TCP, port), place(Use.CONNECT, Transport.UDP, port));
      Recorder recorder = new Recorder();
      try (IsolatedChild child = start(places, Map.of(), recorder)) {
        for (String each : OTHERS) {
          assertThat(ask(child, recorder, "other " + each + " " + HOST + " " + port))
              .as(each)
              .isEqualTo(String.valueOf(-Errno.EPERM));
        }
        assertThat(child.killReason()).isNull();
        assertThat(child.refusals().keySet())
            .contains("sendto", "sendmsg", "sendmmsg", "setsockopt", "socketpair", "fcntl")
            .anyMatch(key -> key.startsWith("socket domain=16 "))
            .anyMatch(key -> key.startsWith("connect on a socket that is not for this"));
      }
      seesNobody(good);
    }
  }

  /** The same while it is loaded, when most other calls still pass. */
  void early() throws Exception {
    try (ServerSocket good = server(HOST, 0)) {
      int port = good.getLocalPort();
      List<NetworkPlace> places =
          List.of(place(Use.CONNECT, Transport.TCP, port), place(Use.CONNECT, Transport.UDP, port));
      List<String> attacks =
          OTHERS.stream().map(each -> "other " + each + " " + HOST + " " + port).toList();
      Recorder recorder = new Recorder();
      try (IsolatedChild child = start(places, Map.of(), String.join("\n", attacks), recorder)) {
        for (String each : attacks) {
          assertThat(answer(recorder, each)).as(each).isEqualTo(String.valueOf(-Errno.EPERM));
        }
        assertThat(child.killReason()).isNull();
      }
      seesNobody(good);
    }
  }

  /** The filter knows the control socket by its number, which the child can give to another. */
  void moved() throws Exception {
    try (ServerSocket server = server(HOST, 0);
        DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getByName(HOST))) {
      List<String> attacks =
          List.of(
              "other sendmsg-moved " + HOST + " " + datagrams.getLocalPort(),
              "other sendmsg-moved-tcp " + HOST + " " + server.getLocalPort());
      Recorder recorder = new Recorder();
      String refused = String.valueOf(-Errno.EPERM);
      try (IsolatedChild child = start(List.of(), Map.of(), String.join("\n", attacks), recorder)) {
        for (String each : attacks) {
          assertThat(answer(recorder, each)).as("early " + each).isEqualTo(refused);
        }
        for (String each : attacks) {
          assertThat(ask(child, recorder, each)).as(each).isEqualTo(refused);
        }
        assertThat(child.refusals()).containsEntry("sendmsg", 4L);
      }
      seesNobody(server);
      seesNobody(datagrams);
    }
  }

  /** A server at the address that was given to it. */
  void servers() throws Exception {
    int port = freePort();
    Recorder recorder = new Recorder();
    List<NetworkPlace> places = List.of(place(Use.LISTEN, Transport.TCP, port));
    try (IsolatedChild child = start(places, Map.of(), recorder)) {
      String refused = String.valueOf(-Errno.EPERM);
      assertThat(ask(child, recorder, "serve " + HOST + " " + freePort())).isEqualTo(refused);
      assertThat(ask(child, recorder, "serve 0.0.0.0 " + port)).isEqualTo(refused);
      assertThat(ask(child, recorder, "serve 0.0.0.0 0")).isEqualTo(refused);
      assertThat(ask(child, recorder, "tcp " + HOST + " " + port)).isEqualTo(refused);
      String serve = "serve " + HOST + " " + port;
      child.send(serve.getBytes(StandardCharsets.UTF_8));
      try (Socket client = connect(port)) {
        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("served");
      }
      assertThat(answer(recorder, serve)).isEqualTo("6");
    }
  }

  /** Names that the profile has, and no others. */
  void names() throws Exception {
    Recorder recorder = new Recorder();
    Map<String, List<InetAddress>> names =
        Map.of("media.example", List.of(InetAddress.getByName("192.0.2.7")));
    try (IsolatedChild child = start(List.of(), names, recorder)) {
      assertThat(ask(child, recorder, "name media.example")).isEqualTo("192.0.2.7");
      assertThat(ask(child, recorder, "name media.example.net")).isEqualTo("UnknownHostException");
      assertThat(ask(child, recorder, "name other.example")).isEqualTo("UnknownHostException");
      assertThat(recorder.diagnostics).isEmpty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = server(HOST, 0)) {
      return free.getLocalPort();
    }
  }

  /** The child may not listen yet. */
  private static Socket connect(int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        return new Socket(HOST, port);
      } catch (java.net.ConnectException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static ServerSocket server(String host, int port) throws IOException {
    return new ServerSocket(port, BACKLOG, InetAddress.getByName(host));
  }

  private static NetworkPlace place(Use use, Transport transport, int port) throws IOException {
    return new NetworkPlace(use, transport, InetAddress.getByName(HOST), port);
  }

  /** Whoever connects now is the first that it sees. */
  private static void seesNobody(ServerSocket server) throws IOException {
    try (Socket ours = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket first = server.accept()) {
      assertThat(first.getPort()).as("first connection").isEqualTo(ours.getLocalPort());
    }
  }

  private static void seesNobody(DatagramSocket socket) throws IOException {
    try (DatagramSocket ours = new DatagramSocket(0, socket.getLocalAddress())) {
      ours.send(new DatagramPacket(new byte[1], 1, socket.getLocalSocketAddress()));
      DatagramPacket first = new DatagramPacket(new byte[16], 16);
      socket.receive(first);
      assertThat(first.getPort()).as("first datagram").isEqualTo(ours.getLocalPort());
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket client = server.accept()) {
      byte[] word = client.getInputStream().readNBytes(5);
      client.getOutputStream().write(word);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void answer(DatagramSocket socket) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[16], 16);
      socket.receive(packet);
      socket.send(packet);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void count(ServerSocket server, AtomicInteger came) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
        came.incrementAndGet();
      } catch (IOException e) {
        return; // closed at the end
      }
    }
  }

  private IsolatedChild start(
      List<NetworkPlace> places, Map<String, List<InetAddress>> names, Recorder recorder)
      throws InterruptedException {
    return start(places, names, "", recorder);
  }

  private IsolatedChild start(
      List<NetworkPlace> places,
      Map<String, List<InetAddress>> names,
      String early,
      Recorder recorder)
      throws InterruptedException {
    IsolatedChild child =
        supervisor.start(
            ElementSandbox.of("network", NetworkAttackTask.class.getName(), TestClasses.path())
                .withProfile(new SandboxProfile.WithNetwork(places, names, List.of()))
                .withInit(early.getBytes(StandardCharsets.UTF_8)),
            recorder);
    child.awaitReady(Duration.ofSeconds(30));
    return child;
  }

  private static String ask(IsolatedChild child, Recorder recorder, String what, Object... numbers)
      throws InterruptedException {
    String message = what.formatted(numbers);
    child.send(message.getBytes(StandardCharsets.UTF_8));
    return answer(recorder, message);
  }

  private static String answer(Recorder recorder, String what) throws InterruptedException {
    String answer = recorder.messages.poll(60, TimeUnit.SECONDS);
    assertThat(answer)
        .as(what + " " + recorder.exits + " " + recorder.lines + " " + recorder.diagnostics)
        .startsWith(what + "=");
    return answer.substring(what.length() + 1);
  }
}
