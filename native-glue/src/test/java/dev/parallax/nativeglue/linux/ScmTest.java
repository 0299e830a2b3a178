package dev.parallax.nativeglue.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScmTest {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buf = arena.allocate(16);
  private final int[] pair = Scm.socketpair(Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC);

  @AfterEach
  void free() {
    Unistd.close(pair[0]);
    Unistd.close(pair[1]);
    arena.close();
  }

  @Test
  void shouldPassOpenFilesWhenSent() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    buf.setString(0, "two");
    assertThat(Scm.sendmsg(pair[0], buf, 0, 3, pipe, 0)).isEqualTo(3);
    buf.fill((byte) 0);

    Scm.Received got = Scm.recvmsg(pair[1], buf, 8, 8, 2, 0);

    assertThat(got.result()).isEqualTo(3);
    assertThat(got.truncated() || got.refused()).isFalse();
    assertThat(buf.getString(8)).isEqualTo("two");
    assertThat(got.fds()).hasSize(2).doesNotContain(pipe[0], pipe[1]);
    assertThat(Unistd.write(got.fds()[1], buf, 8, 3)).isEqualTo(3);
    assertThat(Unistd.read(pipe[0], buf, 0, 8)).isEqualTo(3);
    close(got.fds());
    close(pipe);
  }

  @Test
  void shouldCloseAllDescriptorsWhenMoreComeThanAllowed() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    for (int allowed = 0; allowed < 2; allowed++) {
      Scm.sendmsg(pair[0], buf, 0, 1, pipe, 0);
      int before = open();
      Scm.Received got = Scm.recvmsg(pair[1], buf, 0, 8, allowed, 0);
      assertThat(got.refused()).isTrue();
      assertThat(got.fds()).isEmpty();
      assertThat(open()).isEqualTo(before);
    }
    close(pipe);
  }

  @Test
  void shouldTellWhenAMessageIsCutOffOrTheConnectionEnds() {
    Scm.sendmsg(pair[0], buf, 0, 9, new int[0], 0);
    assertThat(Scm.recvmsg(pair[1], buf, 0, 8, 0, 0).truncated()).isTrue();
    assertThat(Scm.recvmsg(pair[1], buf, 0, 8, 0, Socket.MSG_DONTWAIT).result())
        .isEqualTo(-Errno.EAGAIN);
    Socket.shutdown(pair[0], Socket.SHUT_WR);
    assertThat(Scm.recvmsg(pair[1], buf, 0, 8, 0, 0).result()).isZero();
  }

  @Test
  void shouldRefuseCallWhenItWouldBreakMemoryOrLoseDescriptors() {
    assertThatThrownBy(() -> Scm.recvmsg(pair[1], buf, 9, 8, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Scm.recvmsg(pair[1], buf.asReadOnly(), 0, 8, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scm.recvmsg(pair[1], buf, 0, 8, 254, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Scm.sendmsg(pair[0], buf, 0, 0, new int[] {0}, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scm.sendmsg(pair[0], buf, 0, 1, new int[254], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void close(int[] fds) {
    for (int fd : fds) {
      Unistd.close(fd);
    }
  }

  private static int open() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }
}
