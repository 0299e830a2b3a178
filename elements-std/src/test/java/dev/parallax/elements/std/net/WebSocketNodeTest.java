package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.io.InputStream;
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

/**
 * WebSockets with Node's package ws, client and server; skipped where that is not installed
 * (Debian: node-ws; else say where by NODE_PATH). Its client offers compression, which is not
 * taken.
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketNodeTest {
  private static final String DEBIAN = "/usr/share/nodejs:/usr/lib/nodejs";

  @TempDir Path dir;

  @BeforeAll
  static void requireNode() throws Exception {
    Net.warm();
    boolean found = false;
    try {
      Process process = node(List.of("-e", "require('ws')")).start();
      process.getOutputStream().close();
      found = process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
      process.destroyForcibly().waitFor();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("node"); // there is no such program
    }
    assumeTrue(found, "no node with the package ws on this machine");
  }

  private static ProcessBuilder node(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().merge("NODE_PATH", DEBIAN, (own, debian) -> own + ":" + debian);
    return builder;
  }

  private Process peer(String role, String what, int port, Path file) throws IOException {
    Path script = dir.resolve("ws-peer.js");
    try (InputStream in = WebSocketNodeTest.class.getResourceAsStream("/node/ws-peer.js")) {
      assertThat(in).isNotNull();
      Files.write(script, in.readAllBytes());
    }
    Process process =
        node(List.of(script.toString(), role, what, Integer.toString(port), file.toString()))
            .redirectOutput(dir.resolve("printed").toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  private String printed() {
    try {
      return Files.readString(dir.resolve("printed"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void awaitEnd(Process process) throws Exception {
    boolean ended = process.waitFor(20, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended).as("peer ends; it said %s", printed()).isTrue();
    assertThat(process.exitValue()).as("it said %s", printed()).isZero();
  }

  private int listening() {
    Net.await("node listens", () -> printed().matches("(?s)port \\d+\n.*"));
    return Integer.parseInt(printed().replaceAll("(?s)port (\\d+).*", "$1"));
  }

  private Path content() throws IOException {
    return Files.write(dir.resolve("content"), Net.some());
  }

  @Test
  void shouldReceiveFromAClient() throws Exception {
    try (Net.Running r = Net.running("websocketserversrc name=x port=0 ! ${sink}")) {
      Process node = peer("client", "send", r.port(), content());
      r.awaitEnd();
      awaitEnd(node);
      assertThat(printed()).isEqualTo("closed 1000\n");
      assertThat(r.received()).isEqualTo(Net.some());
      assertThat(r.sizes).hasSize(200);
    }
  }

  @Test
  void shouldSendToAClient() throws Exception {
    Path out = dir.resolve("out");
    try (Net.Running r = Net.prepared(Net.SOME + "websocketserversink name=x port=0")) {
      Process node = peer("client", "receive", r.port(), out);
      var control = r.pipeline.find("x", WebSocketServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      r.go().awaitEnd();
      awaitEnd(node);
    }
    assertThat(printed()).isEqualTo("200 messages, closed 1000\n");
    assertThat(out).hasBinaryContent(Net.some());
  }

  @Test
  void shouldReceiveFromAServer() throws Exception {
    Process node = peer("server", "send", 0, content());
    String uri = "uri=ws://127.0.0.1:" + listening() + "/";
    try (Net.Running r = Net.running("websocketclientsrc " + uri + " ! ${sink}")) {
      r.awaitEnd();
      awaitEnd(node);
      assertThat(printed()).endsWith("closed 1000\n");
      assertThat(r.received()).isEqualTo(Net.some());
      assertThat(r.sizes).hasSize(200);
    }
  }

  @Test
  void shouldSendToAServer() throws Exception {
    Path out = dir.resolve("out");
    Process node = peer("server", "receive", 0, out);
    String uri = "uri=ws://127.0.0.1:" + listening() + "/";
    try (Net.Running r = Net.running(Net.SOME + "websocketclientsink " + uri)) {
      r.awaitEnd();
      awaitEnd(node);
    }
    assertThat(printed()).endsWith("200 messages, closed 1000\n");
    assertThat(out).hasBinaryContent(Net.some());
  }
}
