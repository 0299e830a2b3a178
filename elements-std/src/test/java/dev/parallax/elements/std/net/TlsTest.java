package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a key of its own, and who must not be trusted. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
  @TempDir static Path dir;
  private static TestKeys keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    Net.warm();
    keys = TestKeys.make(dir);
  }

  private static String server(String name) {
    return name + " name=x port=0" + keys.server();
  }

  @Test
  void shouldCarryAllWhenCertificateIsTrusted() {
    try (Net.Running server = Net.running(server("tcpserversrc") + " ! ${sink}");
        Net.Running client =
            Net.running(
                Net.SOME
                    + "tcpclientsink tls=true tls-trust-store="
                    + keys.pem()
                    + " port="
                    + server.port())) {
      client.awaitEnd();
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldCarryAllWhenServerSendsToClients() {
    try (Net.Running server = Net.prepared(Net.SOME + server("tcpserversink"));
        Net.Running client =
            Net.running(
                "tcpclientsrc tls=true tls-trust-store="
                    + keys.store()
                    + " tls-trust-password=secret port="
                    + server.port()
                    + " ! ${sink}")) {
      var control = server.pipeline.find("x", TcpServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      server.go().awaitEnd();
      client.awaitEnd();
      assertThat(client.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldRefuseWhenCertificateIsNotTrustedOrHasAnotherName() {
    try (Net.Running server = Net.running(server("tcpserversrc") + " reconnect=true ! ${sink}")) {
      String to = Net.SOME + "tcpclientsink tls=true port=" + server.port();
      try (Net.Running r = Net.running(to)) {
        assertThatThrownBy(r::awaitEnd)
            .hasMessageContaining("TLS failed address=localhost:" + server.port())
            .hasMessageContaining("by tls-trust-store");
      }
      try (Net.Running r =
          Net.running(to + " tls-server-name=other.example tls-trust-store=" + keys.pem())) {
        assertThatThrownBy(r::awaitEnd)
            .hasMessageContaining("other.example")
            .hasMessageContaining("by tls-server-name");
      }
      Net.await("the server has seen it", () -> !server.warnings.isEmpty());
      assertThat(server.warnings.get(0)).contains("have the client trust");
      assertThat(server.receivedBytes()).isZero();
      try (Net.Running r = Net.running(to + " tls-verify=false")) {
        r.awaitEnd();
      }
      Net.await("the server goes on", () -> server.receivedBytes() == Net.SOME_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcpserversrc ! fakesink",
        "websocketserversrc ! fakesink",
        "fakesrc ! tcpserversink",
        "fakesrc ! websocketserversink"
      })
  void shouldAskForAKeyWhenAServerHasNone(String elements) {
    String text = elements.replaceFirst("(\\w+server\\w+)", "$1 port=0 tls=true");
    assertThatThrownBy(() -> Net.prepared(text)).hasMessageContaining("tls needs tls-key-store");
  }

  @Test
  void shouldNameTheFileWhenTheStoreIsNone() throws Exception {
    Path bad = Files.writeString(dir.resolve("bad"), "nothing");
    assertThatThrownBy(
            () -> Net.prepared("tcpserversrc port=0 tls=true tls-key-store=" + bad + " ! fakesink"))
        .hasMessageContaining("cannot read tls-key-store=\"" + bad + "\"");
  }
}
