package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.isolation.SandboxProbe;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Network elements in sandboxes: each reaches the addresses of its properties. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IsolatedNetworkTest {
  @TempDir static Path dir;
  private static TestKeys keys;

  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final Isolation isolation =
      new Isolation(
          (name, element) -> name.equals("i"),
          (name, element) -> false,
          d -> refused.add(d.text()));

  @BeforeAll
  static void prepare() throws Exception {
    try {
      SandboxProbe.probe("test");
    } catch (ParallaxException e) {
      if (e.diagnostic().id() == DiagnosticId.SBX_UNAVAILABLE) {
        abort(e.getMessage());
      }
      throw e;
    }
    Net.warm();
    keys = TestKeys.make(dir);
  }

  @AfterEach
  void close() {
    isolation.close();
  }

  private Net.Running isolated(String text) {
    return Net.running(text, isolation);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldSendAllWhenTheClientIsIsolated(boolean tls) {
    String server = "tcpserversrc name=x port=0" + (tls ? keys.server() : "") + " ! ${sink}";
    String trust = tls ? " tls=true tls-trust-store=" + keys.pem() : "";
    try (Net.Running x = Net.running(server);
        Net.Running client = isolated(Net.SOME + "tcpclientsink name=i port=" + x.port() + trust)) {
      client.awaitEnd();
      x.awaitEnd();
      assertThat(x.received()).isEqualTo(Net.some());
    }
    assertThat(refused).isEmpty();
  }

  /** For that it reads the JDK's certificates, wherever the distribution keeps them. */
  @Test
  void shouldTrustNobodyUnknownWhenTheClientIsIsolated() {
    String server = "tcpserversrc name=x port=0 reconnect=true" + keys.server() + " ! ${sink}";
    try (Net.Running x = Net.running(server);
        Net.Running client =
            isolated(Net.SOME + "tcpclientsink name=i tls=true port=" + x.port())) {
      assertThatThrownBy(client::awaitEnd)
          .hasMessageContaining("TLS failed")
          .hasMessageContaining("if this is the right server");
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldReceiveAllWhenTheClientIsIsolated() {
    try (Net.Running server = Net.prepared(Net.SOME + "tcpserversink name=x port=0");
        Net.Running client = isolated("tcpclientsrc name=i port=" + server.port() + " ! ${sink}")) {
      var control = server.pipeline.find("x", TcpServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      server.go().awaitEnd();
      client.awaitEnd();
      assertThat(client.received()).isEqualTo(Net.some());
    }
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "websocket"})
  void shouldServeWhenTheServerIsIsolated(String kind) throws Exception {
    int port = freePort();
    String to =
        kind.equals("tcp")
            ? "tcpclientsink port=" + port
            : "websocketclientsink uri=ws://localhost:" + port + "/";
    try (Net.Running server =
            isolated(kind + "serversrc name=i host=localhost port=" + port + " ! ${sink}");
        Net.Running client = Net.running(Net.SOME + to)) {
      client.awaitEnd();
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldSendMessagesWhenTheClientIsIsolated() {
    try (Net.Running server = Net.running("websocketserversrc name=x port=0 ! ${sink}");
        Net.Running client =
            isolated(
                Net.SOME
                    + "websocketclientsink name=i uri=ws://localhost:"
                    + server.port()
                    + "/")) {
      client.awaitEnd();
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldSendDatagramsToAllClientsWhenIsolated() throws Exception {
    try (DatagramSocket one = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        DatagramSocket two = new DatagramSocket(0, InetAddress.getByName("::1"))) {
      String text =
          "fakesrc num-buffers=3 sizetype=fixed sizemax=77 ! udpsink name=i host=127.0.0.1 port=%d"
              + " buffer-size=100000 qos-dscp=10 clients=[::1]:%d";
      try (Net.Running r = isolated(text.formatted(one.getLocalPort(), two.getLocalPort()))) {
        r.awaitEnd();
        assertThat(r.warnings).isEmpty();
      }
      for (DatagramSocket socket : List.of(one, two)) {
        socket.setSoTimeout(10_000);
        for (int i = 0; i < 3; i++) {
          DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
          socket.receive(packet);
          assertThat(packet.getLength()).isEqualTo(77);
        }
      }
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldGoOnWhenNobodyTakesItsDatagrams() throws Exception {
    int port = freePort();
    try (Net.Running r =
        isolated("fakesrc num-buffers=50 sizetype=fixed sizemax=9 ! udpsink name=i port=" + port)) {
      r.awaitEnd();
      assertThat(r.warnings).isEmpty();
    }
  }

  @Test
  void shouldReceiveDatagramsWhenIsolated() throws Exception {
    int port = freePort();
    try (Net.Running r =
            isolated("udpsrc name=i address=127.0.0.1 num-buffers=2 port=" + port + " ! ${sink}");
        Net.Running sender =
            Net.running(
                "fakesrc num-buffers=2 sizetype=fixed sizemax=50 ! udpsink host=127.0.0.1 port="
                    + port)) {
      sender.awaitEnd();
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(50L, 50L);
    }
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldGetAResourceAndFollowNoRedirectToAnotherServer(boolean tls) throws Exception {
    AtomicBoolean came = new AtomicBoolean();
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          came.set(true);
          exchange.close();
        });
    other.start();
    HttpServer server = server(tls);
    byte[] body = "a body".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/here",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    int port = other.getAddress().getPort();
    server.createContext(
        "/there",
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("Location", (tls ? "https" : "http") + "://127.0.0.1:" + port + "/");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    String source =
        "httpsrc name=i location="
            + (tls ? "https" : "http")
            + "://localhost:"
            + server.getAddress().getPort()
            + (tls ? "/%s tls-trust-store=" + keys.pem() : "/%s")
            + " retries=0 ! ${sink}";
    try {
      get(source, body, port);
      assertThat(came).isFalse();
    } finally {
      server.stop(0);
      other.stop(0);
    }
  }

  private void get(String source, byte[] body, int port) {
    try (Net.Running r = isolated(source.formatted("here"))) {
      r.awaitEnd();
      assertThat(r.received()).isEqualTo(body);
      assertThat(refused).isEmpty();
    }
    try (Net.Running r = isolated(source.formatted("there"))) {
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("cannot connect address=127.0.0.1:" + port)
          .hasMessageContaining("EPERM");
      Net.await("it is reported", () -> !refused.isEmpty());
      assertThat(refused).singleElement().asString().contains("connect tcp 127.0.0.1:" + port);
    }
  }

  /** The address of the proxy is the one that may be reached, and the server's is not looked up. */
  @Test
  void shouldSendByAProxyWhenIsolated() throws Exception {
    try (ScriptedServer proxy = new ScriptedServer()) {
      proxy.serve((head, client) -> {
        byte[] body = client.getInputStream().readNBytes("3\r\nabc\r\n0\r\n\r\n".length());
        ScriptedServer.say(client, "HTTP/1.1 " + (body.length == 13 ? 201 : 500) + " x\r\n\r\n");
      });
      try (Net.Running r =
          isolated(
              "datasrc data=abc ! httpsink name=i location=http://far.invalid/"
                  + " proxy=http://127.0.0.1:"
                  + proxy.port())) {
        r.awaitEnd();
      }
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("PUT http://far.invalid/ ");
    }
    assertThat(refused).isEmpty();
  }

  /** The element waits for the answer in its process, and its host stands still meanwhile. */
  @Test
  void shouldWaitForTheAnswerThroughAPauseWhenIsolated() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    CountDownLatch hold = new CountDownLatch(1);
    HttpServer server = server(false);
    server.createContext(
        "/late",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          came.countDown();
          try {
            hold.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(507, -1);
          exchange.close();
        });
    server.start();
    String to = "http://localhost:" + server.getAddress().getPort() + "/late";
    try (Net.Running r = isolated("datasrc data=abc ! httpsink name=i location=" + to)) {
      assertThat(came.await(15, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 3; i++) {
        r.pipeline.pause();
        r.pipeline.activate();
      }
      hold.countDown();
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("507");
    } finally {
      hold.countDown();
      server.stop(0);
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldSayWhatItSaysElsewhereWhenNobodyKnowsTheName() {
    assertThatThrownBy(
            () -> {
              try (Net.Running r = isolated("tcpclientsrc name=i host=no.such.invalid ! ${sink}")) {
                r.awaitEnd();
              }
            })
        .hasMessageContaining("no address is known for host=no.such.invalid");
    assertThat(refused).isEmpty();
  }

  private static HttpServer server(boolean tls) throws Exception {
    InetSocketAddress at = new InetSocketAddress("localhost", 0);
    if (!tls) {
      return HttpServer.create(at, 0);
    }
    HttpsServer server = HttpsServer.create(at, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }
}
