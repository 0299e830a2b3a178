package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Local sockets. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnixTest {
  @BeforeAll
  static void warm() {
    Net.warm();
  }

  @TempDir Path dir;

  @Test
  void shouldCarryAllWhenClientSendsToServer() throws Exception {
    Path path = dir.resolve("s");
    try (Net.Running server =
        Net.running("unixsrc mode=server permissions=0622 path=" + path + " ! ${sink}")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw--w--w-");
      try (Net.Running client = Net.running(Net.SOME + "unixsink path=" + path)) {
        client.awaitEnd();
      }
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void shouldCarryAllWhenServerSendsToClient() {
    Path path = dir.resolve("s");
    try (Net.Running server = Net.prepared(Net.SOME + "unixsink name=x mode=server path=" + path);
        Net.Running client = Net.running("unixsrc path=" + path + " ! ${sink}")) {
      var control = server.pipeline.find("x", UnixSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      server.go().awaitEnd();
      client.awaitEnd();
      assertThat(client.received()).isEqualTo(Net.some());
    }
  }

  @Test
  void shouldTurnAwayPolitelyWhenMoreConnectThanAreWanted() throws Exception {
    Path path = dir.resolve("s");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    try (Net.Running r =
            Net.running(
                "fakesrc sizetype=fixed sizemax=100 ! identity sleep-time=1000 ! unixsink name=x"
                    + " mode=server max-clients=1 path="
                    + path);
        SocketChannel one = SocketChannel.open(address)) {
      var control = r.pipeline.find("x", UnixSinkElement.Control.class);
      Net.await("it has joined", () -> control.clients() == 1);
      for (int i = 0; i < 600; i++) {
        try (SocketChannel more = SocketChannel.open(address)) {
          assertThat(more.read(bytes.clear())).isEqualTo(-1);
        }
      }
      assertThat(one.read(bytes.clear())).isPositive();
      assertThat(r.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldReplaceTheFileWhenItsServerIsGone() throws Exception {
    Path path = dir.resolve("stale");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(path)); // the JDK does not remove it
    }
    assertThat(path).exists();
    try (Net.Running server = Net.prepared("unixsrc mode=server path=" + path + " ! fakesink")) {
      assertThat(path).exists();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void shouldRefuseWhenSomebodyListens() throws Exception {
    Path path = dir.resolve("busy");
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path));
      assertThatThrownBy(() -> Net.prepared("unixsrc mode=server path=" + path + " ! fakesink"))
          .hasMessageContaining("cannot listen address=unix:" + path)
          .hasMessageContaining("address in use");
    }
    assertThat(path).exists();
  }

  @Test
  void shouldKeepTheFileWhenItIsNoSocket() throws Exception {
    Path path = Files.writeString(dir.resolve("precious"), "text");
    assertThatThrownBy(() -> Net.prepared("unixsink mode=server path=" + path + " ! fakesink"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> Net.prepared("fakesrc ! unixsink mode=server path=" + path))
        .hasMessageContaining("address in use");
    assertThat(path).hasContent("text");
  }

  @Test
  void shouldNameTheLimitWhenPathIsTooLong() {
    try (Net.Running r = Net.running("unixsrc path=/" + "x".repeat(108) + " ! fakesink")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("has 1 to 107 bytes bytes=109");
    }
  }

  @Test
  void shouldNameThePathWhenNobodyListens() {
    Path path = dir.resolve("none");
    try (Net.Running r = Net.running("unixsrc path=" + path + " ! fakesink")) {
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("cannot connect address=unix:" + path)
          .hasMessageContaining("errno=ENOENT");
    }
  }
}
