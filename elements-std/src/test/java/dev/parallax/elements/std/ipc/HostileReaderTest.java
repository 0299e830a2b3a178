package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.link.Link;
import dev.parallax.nativeglue.linux.Credentials;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that connect to a sink and do what they must not: it goes on, and so does who behaves.
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileReaderTest {
  private static final long SEED = 20251127;

  @TempDir Path dir;

  private IpcSocket connect() throws IOException {
    IpcSocket socket = IpcSocket.connect(new Endpoint.Local(dir.resolve("s").toString()));
    if (socket == null) {
      throw new IOException("nobody listens");
    }
    return socket;
  }

  private Joined sink() {
    return Joined.start(
        "audiotestsrc ! audio/x-raw,format=S16LE,rate=8000,channels=1 ! ipcsink name=x sync=false"
            + " path="
            + dir.resolve("s"));
  }

  private void assertServes(Joined sink) {
    try (Joined honest =
        Joined.start("ipcsrc num-buffers=20 path=" + dir.resolve("s") + " ! ${sink}")) {
      honest.awaitEnd();
      assertThat(honest.got).hasSize(20);
    }
    assertThat(sink.pipeline.error()).isNull();
  }

  /** Until the sink has closed the connection. */
  private static void awaitEnd(IpcSocket socket) {
    Joined.await("the sink has closed the connection", socket::isHungUp);
  }

  @Test
  void shouldEndTheConnectionWhenMessagesAreRandom() throws Exception {
    Random random = new Random(SEED);
    try (Joined sink = sink()) {
      for (int i = 0; i < 50; i++) {
        try (IpcSocket socket = connect()) {
          byte[] body = new byte[random.nextInt(200)];
          random.nextBytes(body);
          int type = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(8);
          assertThat(socket.send(type, body)).isEqualTo(IpcSocket.Sent.DONE);
          awaitEnd(socket);
        }
      }
      assertServes(sink);
      assertThat(sink.sink().readersRefused()).isGreaterThan(0);
    }
  }

  @Test
  void shouldEndTheConnectionWhenDescriptorsCome() throws Exception {
    try (Joined sink = sink()) {
      for (int count : new int[] {1, 8, 253}) {
        try (IpcSocket socket = connect()) {
          int[] fds = new int[count];
          java.util.Arrays.fill(fds, socket.fd());
          assertThat(socket.send(IpcSocket.HELLO, new byte[16], fds))
              .isEqualTo(IpcSocket.Sent.DONE);
          awaitEnd(socket);
        }
      }
      assertServes(sink);
    }
  }

  @Test
  void shouldServeOthersWhenManyConnectAndSayNothing() throws Exception {
    List<IpcSocket> silent = new ArrayList<>();
    try (Joined sink = sink()) {
      for (int i = 0; i < 20; i++) {
        silent.add(connect());
      }
      assertServes(sink);
    } finally {
      silent.forEach(IpcSocket::close);
    }
  }

  /** Where the sink has no format yet, whoever asks for it waits as long as that lasts. */
  @Test
  void shouldServeOthersWhenManyWaitForTheFormat() throws Exception {
    Endpoint.Local local = new Endpoint.Local(dir.resolve("s").toString());
    Greeter.Settings settings = new Greeter.Settings("x", Users.of(""), 2, 4);
    List<IpcSocket> waiting = new ArrayList<>();
    try (Greeter greeter =
        new Greeter(Listener.openMessages(local, 64, 0x180), settings, () -> {})) {
      for (int i = 0; i < 40; i++) {
        IpcSocket socket = connect();
        waiting.add(socket);
        assertThat(socket.hello(IpcSocket.WANTS_FORMAT)).isEqualTo(IpcSocket.Sent.DONE);
      }
      awaitEnd(waiting.get(7)); // the last that had to go
      assertThat(greeter.refused()).isEqualTo(8);
      try (IpcSocket reader = connect();
          Link link = join(reader)) {
        assertThat(link.ports()).isEqualTo(1);
        Joined.await("the reader has come", greeter::hasArrived);
        greeter.format(new byte[] {1, 2, 3});
        IpcSocket.Message said = receive(waiting.getLast());
        assertThat(said.type()).isEqualTo(IpcSocket.FORMAT);
        assertThat(said.body()).containsExactly(1, 2, 3);
        Objects.requireNonNull(greeter.take()).close();
      }
    } finally {
      waiting.forEach(IpcSocket::close);
    }
  }

  private static IpcSocket.Message receive(IpcSocket socket) {
    IpcSocket.Message[] said = new IpcSocket.Message[1];
    Joined.await(
        "the sink answers",
        () -> {
          try {
            said[0] = socket.receive(2);
            return said[0] != null;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return said[0];
  }

  /** Takes a link as a reader does. */
  private Link join(IpcSocket socket) throws IOException {
    assertThat(socket.hello(IpcSocket.WANTS_STREAM)).isEqualTo(IpcSocket.Sent.DONE);
    IpcSocket.Message said = receive(socket);
    assertThat(said.type()).isEqualTo(IpcSocket.LINK);
    Link link = Joining.link(said, "hostile");
    assertThat(socket.send(IpcSocket.READY, new byte[0])).isEqualTo(IpcSocket.Sent.DONE);
    return link;
  }

  @Test
  void shouldEndTheReaderWhenItSendsEvents() throws Exception {
    try (Joined sink = sink();
        Doorbell bell = Doorbell.futex();
        IpcSocket socket = connect()) {
      try (Link link = join(socket)) {
        sink.awaitReaders(1);
        link.own(bell);
        assertThat(link.event(0, StreamEvents.END, 0, 0, 0, 0, 0)).isTrue();
        link.flush();
        sink.awaitReaders(0);
        awaitEnd(socket);
      }
      assertServes(sink);
    }
  }

  @Test
  void shouldEndTheReaderWhenItTalksOnTheSocket() throws Exception {
    try (Joined sink = sink();
        IpcSocket socket = connect()) {
      try (Link link = join(socket)) {
        assertThat(link.ports()).isEqualTo(1);
        sink.awaitReaders(1);
        assertThat(socket.send(IpcSocket.HELLO, new byte[3])).isEqualTo(IpcSocket.Sent.DONE);
        sink.awaitReaders(0);
      }
      assertServes(sink);
    }
  }

  @Test
  void shouldGoOnWhenReaderTakesNothing() throws Exception {
    try (Joined sink = sink();
        IpcSocket socket = connect()) {
      try (Link link = join(socket)) {
        assertThat(link.ports()).isEqualTo(1);
        sink.awaitReaders(1);
        long before = sink.counters("x").buffersIn();
        Joined.await("it goes on", () -> sink.counters("x").buffersIn() > before + 5000);
        assertThat(sink.counters("x").dropped()).isGreaterThan(1000);
        assertServes(sink);
      }
    }
  }

  /** Only root can be somebody else. */
  @Test
  void shouldRefuseOtherUsersUnlessTheyAreNamed() throws Exception {
    assumeTrue(Credentials.getuid() == 0, "only root can be another user");
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    assumeTrue(Files.exists(Path.of("/usr/bin/socat")), "socat is not installed");
    Path open = Files.createTempDirectory("parallax-open");
    try {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (Joined sink =
          Joined.start(
              "audiotestsrc ! ipcsink name=x sync=false permissions=0666 path="
                  + open.resolve("s"))) {
        assertThat(asNobody(open.resolve("s"))).contains("this user may not read it uid=65534");
        assertThat(sink.sink().readersRefused()).isEqualTo(1);
      }
      try (Joined sink =
          Joined.start(
              "audiotestsrc ! ipcsink name=x sync=false permissions=0666 allow-uids=65534 path="
                  + open.resolve("s"))) {
        assertThat(asNobody(open.resolve("s"))).isEmpty(); // socat says nothing, and is left
        assertThat(sink.pipeline.error()).isNull();
      }
    } finally {
      Files.delete(open);
    }
  }

  /** What the sink says to a program of the user nobody. */
  private static String asNobody(Path path) throws Exception {
    Process process =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                "socat",
                "-T8",
                "-u",
                "UNIX-CONNECT:" + path + ",type=5",
                "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void shouldRefuseTextsThatAreNoUsers() {
    assertThat(Users.of("1, 2").allow(2)).isTrue();
    assertThat(Users.of("").allow(4_000_000_000L)).isFalse();
    for (String wrong : List.of("root", "-1", "4294967295", "1,,2", "1;2")) {
      assertThatThrownBy(() -> Users.of(wrong)).hasMessageContaining("users are numbers");
    }
  }
}
