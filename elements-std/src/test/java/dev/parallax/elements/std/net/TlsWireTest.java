package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a TLS connection, one step at a time. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsWireTest {
  @TempDir static Path dir;
  private static TestKeys keys;

  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private Arena arena;
  private MemorySegment data;
  private Wire client;
  private Wire server;

  @BeforeAll
  static void makeKeys() throws Exception {
    Net.warm();
    keys = TestKeys.make(dir);
  }

  @BeforeEach
  void connect() throws IOException {
    arena = Arena.ofShared(); // each method runs in a thread of its own
    data = arena.allocate(200_000, 8);
    for (int i = 0; i < data.byteSize(); i++) {
      data.set(ValueLayout.JAVA_BYTE, i, (byte) (i % 251));
    }
    int[] ends = Scm.socketpair(Socket.SOCK_STREAM | Socket.SOCK_CLOEXEC);
    Tls.Settings trust = new Tls.Settings(keys.pem().toString(), "", "", "", "localhost", true);
    client = Tls.open(trust).client(ends[0], "server", "localhost");
    server =
        java.util.Objects.requireNonNull(
                Tls.server(true, keys.store().toString(), TestKeys.PASSWORD))
            .server(ends[1], "client");
    boolean here = false;
    boolean there = false;
    while (!here || !there) {
      here |= client.handshake();
      there |= server.handshake();
    }
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    arena.close();
  }

  /** Writes until nothing more fits. */
  private long fill(long from) throws IOException {
    long sent = from;
    while (true) {
      long n = client.write(data, sent % 251, 100_000); // the stream repeats itself
      if (n == Wire.WOULD_BLOCK) {
        return sent;
      }
      sent += n;
    }
  }

  /** All that is there for the server; whether the stream has ended. */
  private boolean drain() throws IOException {
    MemorySegment target = arena.allocate(1 << 16);
    while (true) {
      long n = server.read(target, 0, target.byteSize());
      if (n <= 0) {
        return n == 0;
      }
      got.writeBytes(target.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  private void assertGot(long bytes) {
    byte[] all = got.toByteArray();
    assertThat(all).hasSize((int) bytes);
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i]).isEqualTo((byte) (i % 251));
    }
  }

  /** Without anything more from the client: it may be busy, or gone. */
  @Test
  void shouldCountOnlyWhatTheKernelHas() throws IOException {
    long sent = fill(0);
    assertThat(drain()).isFalse();
    assertThat((long) got.size()).isGreaterThanOrEqualTo(sent);
  }

  @Test
  void shouldGoOnWithTheSameBytesAfterItWouldBlock() throws IOException {
    long sent = 0;
    for (int i = 0; i < 5; i++) {
      sent = fill(sent);
      assertThat(client.isMidway()).isTrue();
      assertThat(client.wants()).isEqualTo(Poller.OUT);
      assertThat(drain()).isFalse();
    }
    while (client.isMidway()) {
      long n = client.write(data, sent % 251, 100); // less than the record has
      assertThat(n).isPositive();
      sent += n;
    }
    drain();
    assertGot(sent);
  }

  @Test
  void shouldSayTheEndOnceThereIsRoom() throws IOException {
    long sent = fill(0);
    assertThat(client.finish()).isFalse();
    assertThat(drain()).isFalse();
    assertThat(client.finish()).isTrue();
    assertThat(drain()).as("the end comes in good order").isTrue();
    assertThat((long) got.size()).isGreaterThanOrEqualTo(sent);
  }

  /** The head of a record is there, and nobody may look again at once for that. */
  @Test
  void shouldHaveNoInputWhileARecordIsNotAllThere() throws IOException {
    fill(0);
    MemorySegment target = arena.allocate(1 << 16);
    long n;
    do {
      n = server.read(target, 0, target.byteSize());
    } while (n > 0);
    assertThat(n).isEqualTo(Wire.WOULD_BLOCK);
    assertThat(server.hasInput()).isFalse();
    fill(0);
    assertThat(server.read(target, 0, 100)).isEqualTo(100);
    assertThat(server.hasInput()).isTrue();
  }
}
