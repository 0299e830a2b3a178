package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a key of its own, and who must not be trusted. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
  private static final String PASSWORD = " tls-key-password=secret ";

  @TempDir static Path dir;
  private static Path keys;
  private static Path pem;

  @BeforeAll
  static void makeKeys() throws Exception {
    Net.warm();
    keys = dir.resolve("keys.p12");
    pem = dir.resolve("ca.pem");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=dns:localhost");
    keytool("-exportcert", "-rfc", "-file", pem.toString());
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "k", "-keystore", keys.toString(), "-storepass", "secret"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
  }

  private static String server(String name) {
    return name + " name=x port=0 tls=true tls-key-store=" + keys + PASSWORD;
  }

  @Test
  void shouldCarryAllWhenCertificateIsTrusted() {
    try (Net.Running server = Net.running(server("tcpserversrc") + " ! ${sink}");
        Net.Running client =
            Net.running(
                Net.SOME
                    + "tcpclientsink tls=true tls-trust-store="
                    + pem
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
                    + keys
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
            .hasMessageContaining("TLS failed address=localhost:" + server.port());
      }
      try (Net.Running r =
          Net.running(to + " tls-server-name=other.example tls-trust-store=" + pem)) {
        assertThatThrownBy(r::awaitEnd).hasMessageContaining("other.example");
      }
      Net.await("the server has seen it", () -> !server.warnings.isEmpty());
      assertThat(server.receivedBytes()).isZero();
      try (Net.Running r = Net.running(to + " tls-verify=false")) {
        r.awaitEnd();
      }
      Net.await("the server goes on", () -> server.receivedBytes() == Net.SOME_BYTES);
    }
  }

  @Test
  void shouldNameTheFileWhenTheStoreIsNone() throws Exception {
    Path bad = Files.writeString(dir.resolve("bad"), "nothing");
    assertThatThrownBy(
            () -> Net.prepared("tcpserversrc port=0 tls=true tls-key-store=" + bad + " ! fakesink"))
        .hasMessageContaining("cannot read tls-key-store=\"" + bad + "\"");
  }
}
