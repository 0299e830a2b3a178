package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.memory.ArenaFile;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.MemFd;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.link.Link;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs that play a sink and do what it must not: the source fails, and says why. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSinkTest {
  private static final String CAPS = " caps=audio/x-raw,format=S16LE,rate=8000,channels=1";

  private static final int PUNCH = 0x02; // FALLOC_FL_PUNCH_HOLE

  @TempDir Path dir;

  private interface Play {
    void with(IpcSocket socket) throws Exception;
  }

  /** Runs a source against a sink that does what it is told. */
  private void assertFails(String more, Play play, String reason) throws Exception {
    Endpoint.Local local = new Endpoint.Local(dir.resolve("s").toString());
    try (Listener listener = Listener.openMessages(local, 8, 0x180);
        Joined source = Joined.start("ipcsrc path=" + local.path() + more + " ! fakesink")) {
      int[] fd = {Listener.NONE};
      Joined.await(
          "the source comes",
          () -> {
            try {
              fd[0] = listener.accept();
              return fd[0] != Listener.NONE;
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      try (IpcSocket socket = new IpcSocket(fd[0])) {
        play.with(socket);
        assertThatThrownBy(source::awaitEnd).hasMessageContaining(reason);
      }
    }
  }

  @Test
  void shouldFailWhenSinkSendsRandomMessages() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 10; i++) {
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      int type = i == 0 ? IpcSocket.LINK : 7 + random.nextInt(1000);
      assertFails(
          CAPS,
          socket -> assertThat(socket.send(type, body)).isEqualTo(IpcSocket.Sent.DONE),
          "ipcsink is lost");
    }
  }

  @Test
  void shouldFailWhenSinkSendsTooManyDescriptors() throws Exception {
    assertFails(
        CAPS,
        socket -> {
          int[] fds = new int[200];
          java.util.Arrays.fill(fds, socket.fd());
          assertThat(socket.send(IpcSocket.LINK, new byte[96], fds)).isEqualTo(IpcSocket.Sent.DONE);
        },
        "ipcsink is lost");
  }

  @Test
  void shouldShowTheReasonInOneLineWhenSinkRefuses() throws Exception {
    assertFails(
        CAPS,
        socket ->
            assertThat(
                    socket.send(
                        IpcSocket.REFUSED,
                        "no\n\u001b[31m\u009b\u202e\u2029room".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(IpcSocket.Sent.DONE),
        "refuses: no\\u000a\\u001b[31m\\u009b\\u202e\\u2029room path=");
  }

  /** Gives the source a link, as a sink does; what is done with it is up to the caller. */
  private static void join(IpcSocket socket, java.util.function.Consumer<Link> play)
      throws Exception {
    await(socket, IpcSocket.HELLO);
    Guest guest = new Guest(socket, Long.MAX_VALUE);
    guest.sendLink(1, 4);
    await(socket, IpcSocket.READY);
    try (Doorbell bell = Doorbell.futex();
        Link link = guest.link("hostile")) {
      link.own(bell);
      play.accept(link);
      link.flush();
    }
  }

  /** Memory behind the end makes up for holes in the middle, in what the file system counts. */
  @Test
  void shouldFailWhenAnArenaHidesHoles() throws Exception {
    try (ArenaFile honest = ArenaFile.create(PoolConfig.of("holes", 4096, 4))) {
      byte[] description = honest.description();
      long bytes = Stat.fstat(honest.fd()).size();
      int fd = MemFd.create("holes", bytes, 0);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment head = arena.allocate(description.length);
        head.copyFrom(MemorySegment.ofArray(description));
        assertThat(Unistd.write(fd, head, 0, description.length)).isEqualTo(description.length);
      }
      int keep = Fcntl.FALLOC_FL_KEEP_SIZE;
      assertThat(Fcntl.fallocate(fd, keep, bytes, 2 * 4096)).isZero();
      assertThat(Fcntl.fallocate(fd, keep | PUNCH, 4096, 2 * 4096)).isZero();
      Fcntl.addSeals(fd, MemFd.SIZE_SEALS | MemFd.WRITER_SEALS);
      assertThat(MemFd.checkSealed(fd, "arena", bytes)).isEqualTo(bytes);
      assertFails(
          CAPS,
          socket ->
              join(
                  socket,
                  link -> {
                    try {
                      assertThat(socket.send(IpcSocket.ARENA, description, fd))
                          .isEqualTo(IpcSocket.Sent.DONE);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                    link.event(0, StreamEvents.ATTACH, 0, 0, 0, 0, 0);
                  }),
          "has holes");
      Unistd.close(fd);
    }
  }

  private static void await(IpcSocket socket, int type) {
    Joined.await(
        "the source talks",
        () -> {
          try {
            IpcSocket.Message said = socket.receive(0);
            return said != null && said.type() == type;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void shouldFailWhenEventsMakeNoSense() throws Exception {
    int[] kinds = {0, StreamEvents.FORMAT, StreamEvents.EVENT, StreamEvents.ATTACH, 99};
    for (int kind : kinds) {
      assertFails(
          CAPS,
          socket -> join(socket, link -> link.event(0, kind, 0, 0, 0, 0, 0)),
          "ipcsink is lost");
    }
    assertFails(
        CAPS,
        socket -> join(socket, link -> link.event(0, StreamEvents.DETACH, 0, 0, -1, 0, 0)),
        "no such arena");
  }

  @Test
  void shouldFailWhenCarriedBytesAreRandom() throws Exception {
    Random random = new Random(2);
    for (int kind : new int[] {StreamEvents.FORMAT, StreamEvents.EVENT}) {
      byte[] bytes = new byte[100];
      random.nextBytes(bytes);
      assertFails(
          CAPS,
          socket ->
              join(
                  socket,
                  link -> {
                    try (Arena arena = Arena.ofConfined()) {
                      MemorySegment carried = arena.allocate(bytes.length);
                      carried.copyFrom(MemorySegment.ofArray(bytes));
                      link.event(0, kind, 0, 0, 0, 0, 0, carried, bytes.length);
                    }
                  }),
          "broke the rules");
    }
  }
}
