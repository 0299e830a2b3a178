package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** WebSockets over TLS (wss), against the JDK's own TLS sockets and WebSocket client. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketTlsTest {
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final byte[] NORMAL = {0x03, (byte) 0xe8}; // 1000

  @TempDir static Path dir;
  private static TestKeys keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    Net.warm();
    keys = TestKeys.make(dir);
  }

  private static SSLServerSocket listen() throws Exception {
    return (SSLServerSocket)
        keys.context()
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getByName("localhost"));
  }

  private static String to(int port) {
    return " uri=wss://localhost:" + port + "/ ";
  }

  private static String trusting(int port) {
    return to(port) + "tls-trust-store=" + keys.pem() + " ";
  }

  private static SSLSocket accept(SSLServerSocket server) throws Exception {
    SSLSocket socket = (SSLSocket) server.accept();
    socket.setSoTimeout(15_000);
    WsBytes.accept(socket);
    return socket;
  }

  @Test
  void shouldSendToAServer() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (SSLServerSocket server = listen();
        Net.Running r =
            Net.running(Net.SOME + "websocketclientsink" + trusting(server.getLocalPort()));
        SSLSocket socket = accept(server)) {
      WsBytes.Frame frame;
      while ((frame = WsBytes.read(socket)).opcode() == BINARY) {
        assertThat(frame.masked()).isTrue();
        all.writeBytes(frame.payload());
      }
      assertThat(frame.opcode()).isEqualTo(CLOSE);
      assertThat(frame.code()).isEqualTo(1000);
      socket.getOutputStream().write(WsBytes.frame(true, CLOSE, null, NORMAL));
      r.awaitEnd();
    }
    assertThat(all.toByteArray()).isEqualTo(Net.some());
  }

  @Test
  void shouldReceiveFromAServer() throws Exception {
    byte[] large = new byte[100_000]; // several records
    large[99_999] = 7;
    try (SSLServerSocket server = listen();
        Net.Running r =
            Net.running("websocketclientsrc" + trusting(server.getLocalPort()) + "! ${sink}");
        SSLSocket socket = accept(server)) {
      socket.getOutputStream().write(WsBytes.frame(true, BINARY, null, new byte[] {1, 2}));
      socket.getOutputStream().write(WsBytes.frame(true, BINARY, null, large));
      socket.getOutputStream().write(WsBytes.frame(true, CLOSE, null, NORMAL));
      assertThat(WsBytes.read(socket).opcode()).isEqualTo(CLOSE);
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(2L, 100_000L);
      assertThat(r.received()[100_001]).isEqualTo((byte) 7);
    }
  }

  @Test
  void shouldCarryAllBetweenTheElements() {
    try (Net.Running server =
            Net.running("websocketserversrc name=x port=0" + keys.server() + " ! ${sink}");
        Net.Running client =
            Net.running(Net.SOME + "websocketclientsink" + trusting(server.port()))) {
      client.awaitEnd();
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
    }
    try (Net.Running server =
            Net.prepared(Net.SOME + "websocketserversink name=x port=0" + keys.server());
        Net.Running client =
            Net.running("websocketclientsrc" + trusting(server.port()) + "! ${sink}")) {
      var control = server.pipeline.find("x", WebSocketServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      server.go().awaitEnd();
      client.awaitEnd();
      assertThat(client.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldServeTheJdk() throws Exception {
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
          }
        };
    HttpClient http =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslContext(keys.context())
            .build();
    try (Net.Running r =
        Net.running("websocketserversrc name=x port=0" + keys.server() + " ! ${sink}")) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .buildAsync(URI.create("wss://localhost:" + r.port() + "/"), listener)
              .join();
      socket.sendBinary(ByteBuffer.wrap(Net.some()), true).join();
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
      assertThat(closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
      r.awaitEnd();
      assertThat(r.sizes).isEqualTo(List.of(Net.SOME_BYTES));
      assertThat(r.received()).isEqualTo(Net.some());
    } finally {
      http.shutdownNow();
      http.close();
    }
  }

  @Test
  void shouldSayWhatToTrustWhenTheCertificateIsUnknown() {
    try (Net.Running server =
        Net.running(
            "websocketserversrc name=x port=0 reconnect=true" + keys.server() + " ! ${sink}")) {
      for (String client :
          List.of(
              "websocketclientsrc" + to(server.port()) + "! fakesink",
              "fakesrc ! websocketclientsink" + to(server.port()))) {
        try (Net.Running r = Net.running(client)) {
          assertThatThrownBy(r::awaitEnd)
              .hasMessageContaining("websocketclient")
              .hasMessageContaining("TLS failed address=localhost:" + server.port())
              .hasMessageContaining("by tls-trust-store");
        }
      }
      Net.await("the server was told", () -> !server.warnings.isEmpty());
      assertThat(server.warnings.get(0)).contains("TLS failed", "have the client trust");
      String other = trusting(server.port()) + "tls-server-name=other.example ";
      try (Net.Running r = Net.running("websocketclientsrc" + other + "! fakesink")) {
        assertThatThrownBy(r::awaitEnd)
            .hasMessageContaining("other.example")
            .hasMessageContaining("by tls-server-name");
      }
    }
  }

  @Test
  void shouldBeRefusedByTheJdkWhenItDoesNotTrust() {
    HttpClient http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    try (Net.Running r =
        Net.running("fakesrc ! websocketserversink name=x port=0" + keys.server())) {
      URI uri = URI.create("wss://localhost:" + r.port() + "/");
      assertThatThrownBy(
              () -> http.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {}).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
    } finally {
      http.shutdownNow();
      http.close();
    }
  }
}
