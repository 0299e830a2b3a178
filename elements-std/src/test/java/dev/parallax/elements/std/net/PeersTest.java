package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.testkit.LeakWatcher;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Network elements with other people's programs; each test is skipped where its peer is missing.
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeersTest {
  @TempDir Path dir;

  @BeforeAll
  static void warm() {
    Net.warm();
  }

  private static void require(String program) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(found, "no " + program + " on this machine");
  }

  private Process start(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("printed").toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  private void awaitEnd(Process process) throws Exception {
    boolean ended = process.waitFor(20, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended).as("peer ends; it said %s", printed()).isTrue();
    assertThat(process.exitValue()).as("it said %s", printed()).isZero();
  }

  private String printed() throws IOException {
    byte[] bytes = Files.readAllBytes(dir.resolve("printed"));
    return new String(bytes, 0, Math.min(bytes.length, 1000), StandardCharsets.ISO_8859_1);
  }

  private Path content() throws IOException {
    return Files.write(dir.resolve("content"), Net.some());
  }

  @Test
  void shouldReceiveFromSocat() throws Exception {
    require("socat");
    try (Net.Running r = Net.running("tcpserversrc name=x port=0 ! ${sink}")) {
      Process socat = start("socat", "-u", "FILE:" + content(), "TCP:127.0.0.1:" + r.port());
      r.awaitEnd();
      awaitEnd(socat);
      assertThat(r.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldSendToSocatOverALocalSocket() throws Exception {
    require("socat");
    Path path = dir.resolve("socket");
    Path out = dir.resolve("out");
    Process socat = start("socat", "-u", "UNIX-LISTEN:" + path, "CREATE:" + out);
    Net.await("socat listens", () -> Files.exists(path));
    try (Net.Running r = Net.running(Net.SOME + "unixsink path=" + path)) {
      r.awaitEnd();
    }
    awaitEnd(socat);
    assertThat(out).hasBinaryContent(Net.some());
  }

  @Test
  void shouldSendToNcat() throws Exception {
    require("ncat");
    try (Net.Running r = Net.prepared(Net.SOME + "tcpserversink name=x port=0")) {
      Path out = dir.resolve("out");
      Process ncat =
          start(
              "ncat", "--recv-only", "-o", out.toString(), "127.0.0.1", Integer.toString(r.port()));
      var control = r.pipeline.find("x", TcpServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      r.go().awaitEnd();
      awaitEnd(ncat);
      assertThat(out).hasBinaryContent(Net.some());
    }
  }

  @Test
  void shouldGoOnWhenAPeerIsKilled() throws Exception {
    require("socat");
    try (Net.Running r =
        Net.running("fakesrc sizetype=fixed sizemax=10000 ! tcpserversink name=x port=0")) {
      var control = r.pipeline.find("x", TcpServerSinkElement.Control.class);
      for (int i = 0; i < 3; i++) {
        Process socat = start("socat", "-u", "TCP:127.0.0.1:" + r.port(), "OPEN:/dev/null");
        Net.await("it has joined", () -> control.clients() == 1);
        socat.destroyForcibly().waitFor(); // SIGKILL
        Net.await("it is gone", () -> control.clients() == 0);
      }
      long before = TcpTest.sent(r);
      Net.await("the stream goes on", () -> TcpTest.sent(r) > before + 100);
    }
  }

  @Test
  void shouldExchangeTcpWithGStreamer() throws Exception {
    require("gst-launch-1.0");
    try (Net.Running r = Net.running("tcpserversrc name=x port=0 ! ${sink}")) {
      Process gst =
          start(
              "gst-launch-1.0",
              "-q",
              "filesrc",
              "location=" + content(),
              "!",
              "tcpclientsink",
              "port=" + r.port());
      r.awaitEnd();
      awaitEnd(gst);
      assertThat(r.received()).isEqualTo(Net.some());
    }
    try (Net.Running r = Net.prepared(Net.SOME + "tcpserversink name=x port=0")) {
      Path out = dir.resolve("out");
      Process gst =
          start(
              "gst-launch-1.0",
              "-q",
              "tcpclientsrc",
              "port=" + r.port(),
              "!",
              "filesink",
              "location=" + out);
      var control = r.pipeline.find("x", TcpServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      r.go().awaitEnd();
      awaitEnd(gst);
      assertThat(out).hasBinaryContent(Net.some());
    }
  }

  @Test
  void shouldExchangeUdpWithGStreamer() throws Exception {
    require("gst-launch-1.0");
    try (Net.Running r = Net.running("udpsrc name=x port=0 num-buffers=5 ! ${sink}")) {
      Process gst =
          start(
              "gst-launch-1.0",
              "-q",
              "fakesrc",
              "num-buffers=5",
              "sizetype=2",
              "sizemax=1316",
              "!",
              "udpsink",
              "host=127.0.0.1",
              "port=" + r.port());
      r.awaitEnd();
      awaitEnd(gst);
      assertThat(r.sizes).isEqualTo(List.of(1316L, 1316L, 1316L, 1316L, 1316L));
    }
    int port = 20_000 + (int) (ProcessHandle.current().pid() % 20_000);
    Process gst =
        start("gst-launch-1.0", "-q", "udpsrc", "port=" + port, "num-buffers=5", "!", "fakesink");
    try (Net.Running r =
        Net.running(
            "fakesrc sizetype=fixed sizemax=1316 ! identity sleep-time=2000 ! udpsink"
                + " host=127.0.0.1 port="
                + port)) {
      awaitEnd(gst);
      assertThat(r.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldSendToCurlThroughAServerSink() throws Exception {
    require("curl");
    // A server sink does not care that the client speaks first: curl's http/0.9 takes what comes.
    try (Net.Running r = Net.prepared(Net.SOME + "tcpserversink name=x port=0")) {
      Path out = dir.resolve("out");
      Process curl =
          start(
              "curl",
              "-s",
              "--http0.9",
              "--noproxy",
              "*",
              "-o",
              out.toString(),
              "http://127.0.0.1:" + r.port() + "/");
      var control = r.pipeline.find("x", TcpServerSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      r.go().awaitEnd();
      awaitEnd(curl);
      assertThat(out).hasBinaryContent(Net.some());
    }
  }
}
