package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes between a running pipeline and {@code parallax top}, and what a liar could send. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatusTest {
  @TempDir Path dir;

  private static Status status(long timeNs, long buffers, long cpuNs) {
    return new Status(
        77,
        timeNs,
        "fakesrc ! fakesink",
        50_000_000,
        List.of(
            new Status.Element("a", "fakesrc", "p/a", 0, cpuNs, 0, 0, 0, buffers, 1, 0, 0),
            new Status.Element(
                "b", "mark", "p/a", 78, cpuNs / 2, 9_000_000, 4_000_000, buffers, 0, 0, 5, 2)),
        List.of(new Status.Queue("a.out -> b.in", 3, 16, 4)));
  }

  @Test
  void shouldBeTheSameWhenItWasSent() throws Exception {
    Status sent = status(5, 6, 7);
    assertThat(Status.decode(sent.encode())).isEqualTo(sent);
  }

  @Test
  void shouldBeRefusedOrReadWhateverBytesAreChanged() {
    byte[] bytes = status(1, 2, 3).encode();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed =
          Arrays.copyOf(
              bytes, random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length);
      for (int k = random.nextInt(4); k >= 0 && changed.length > 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        Status.decode(changed);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed=%d", seed).isPositive();
  }

  @Test
  void shouldNotMoveTheTerminalWhenNamesHaveControlCharacters() throws Exception {
    Status evil = new Status(1, 2, "\033[2J\u202e\udb40\udc41", 3, List.of(), List.of());
    assertThat(Status.decode(evil.encode()).pipeline()).isEqualTo("\\u001b[2J\\u202e\\u{e0041}");
  }

  @Test
  void shouldShowRatesBetweenTwoLooks() {
    Status before = status(0, 100, 0);
    Status now = status(2_000_000_000L, 300, 1_500_000_000L);
    List<String> lines = new TopTable(now, before).lines(200);
    assertThat(lines.getFirst()).isEqualTo("pid 77  rss 50 MB  fakesrc ! fakesink");
    assertThat(lines.get(3).split(" +"))
        .containsExactly(
            "a", "a", "75%", "BUSY", "-", "-", "0.0", "100.0", "1", "-", "-", "fakesrc");
    assertThat(lines.get(4).split(" +"))
        .containsExactly(
            "b", "process", "78", "38%", "WAIT", "9", "MB", "4", "MB", "100.0", "0.0", "0", "5",
            "2", "mark");
    assertThat(lines.getLast().split("  +")).containsExactly("a.out -> b.in", "3", "16", "4");
    assertThat(new TopTable(now, before).lines(10)).allMatch(line -> line.length() <= 10);
    assertThat(Json.of(new TopTable(now, before).data()))
        .contains(
            "\"process\":78",
            "\"cpu-percent\":75.0",
            "\"partial\":5",
            "\"restarts\":2",
            "\"level\":3");
  }

  // ---- who answers may be anybody

  private void assertRefused(byte[] answer, String why) throws Exception {
    Path path = dir.resolve("77.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread liar =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (SocketChannel to = server.accept()) {
                  ByteBuffer bytes = ByteBuffer.wrap(answer);
                  while (bytes.hasRemaining()) {
                    to.write(bytes);
                  }
                  if (why.contains("does not answer")) {
                    Thread.sleep(30_000);
                  }
                } catch (IOException | InterruptedException e) {
                  // The reader has had enough.
                }
              });
      assertThatThrownBy(() -> StatusReader.read(new StatusFolder.Socket(path, 77)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
      liar.interrupt();
      liar.join();
    } finally {
      Files.deleteIfExists(path);
    }
  }

  @Test
  void shouldGiveUpWhenTheAnswerIsEndlessOrFromSomebodyElseOrNeverComes() throws Exception {
    assertRefused(new byte[8 << 20], "answer is too long");
    assertRefused(new byte[] {1, 2, 3, 4, 5}, "not the status of a pipeline");
    Status other = new Status(78, 1, "", 0, List.of(), List.of());
    assertRefused(other.encode(), "answer is of another process");
    assertRefused(new byte[] {1}, "does not answer");
  }

  @Test
  void shouldNotUseAFolderThatOthersMayEnter() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("parallax"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(StatusFolder.isPrivate(folder)).isTrue();
    for (String mode : List.of("rwxr-x---", "rwx-----x", "rwx---r--")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
      assertThat(StatusFolder.isPrivate(folder)).as(mode).isFalse();
    }
    Path link = Files.createSymbolicLink(dir.resolve("link"), folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(StatusFolder.isPrivate(link)).as("link").isFalse();
  }
}
