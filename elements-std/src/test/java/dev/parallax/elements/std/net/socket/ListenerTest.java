package dev.parallax.elements.std.net.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenerTest {
  private static final long MOST_DESCRIPTORS = 100_000;

  private static long limit() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring(26, 46).strip();
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
      }
    }
    return Long.MAX_VALUE;
  }

  @Test
  void shouldTurnAwayAndSayNoneWhenDescriptorsHaveRunOut() throws IOException {
    assumeTrue(limit() <= MOST_DESCRIPTORS, "limit of open files is too high to be reached");
    try (Listener listener = Listener.open(new Endpoint.Inet("127.0.0.1", 0), 16, 0, () -> false);
        Socket one = new Socket("127.0.0.1", listener.port());
        Socket two = new Socket("127.0.0.1", listener.port())) {
      assertThat(acceptUntilNone(listener)).isEqualTo(2); // and every class is loaded now
      Socket three = new Socket("127.0.0.1", listener.port());
      List<Integer> all = new ArrayList<>();
      int none;
      try {
        exhaust(listener.fd(), all);
        none = listener.accept();
      } finally {
        all.forEach(Unistd::close);
      }
      try (three) {
        assertThat(none).isEqualTo(Listener.NONE);
        assertThat(listener.exhausted()).isPositive();
        three.setSoTimeout(10_000);
        assertThat(three.getInputStream().read()).isEqualTo(-1); // turned away, not left waiting
      }
      try (Socket four = new Socket("127.0.0.1", listener.port())) {
        assertThat(acceptUntilNone(listener)).isEqualTo(1);
        assertThat(four.isConnected()).isTrue();
      }
    }
  }

  private static int acceptUntilNone(Listener listener) throws IOException {
    int count = 0;
    for (int fd = listener.accept(); fd >= 0; fd = listener.accept()) {
      Sockets.close(fd);
      count++;
    }
    return count;
  }

  private static void exhaust(int fd, List<Integer> all) {
    while (true) {
      try {
        all.add(Unistd.dup(fd));
      } catch (LinuxException e) {
        return; // that was the last one
      }
    }
  }
}
