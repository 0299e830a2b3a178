package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.MemFd;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.FileId;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a process has of files that it was given; this one here, {@link AttackTest} a child. */
class HeldFilesTest {
  private static final int BYTES = 1 << 16;
  private static final FileId OTHER = new FileId(1, -1);

  private static Set<FileId> held(Set<FileId> files) {
    int self = (int) ProcessHandle.current().pid();
    int pidfd = Pidfd.pidfd_open(self, 0);
    try {
      return HeldFiles.of(self, pidfd, files);
    } finally {
      Unistd.close(pidfd);
    }
  }

  @Test
  void shouldFindAFileUntilItIsNeitherOpenNorMapped() throws IOException {
    int fd = MemFd.create("held test", BYTES, 0);
    FileId file = FileId.of(fd);
    Set<FileId> both = Set.of(file, OTHER);
    assertThat(held(Set.of(OTHER))).isEmpty();
    try (Arena mapped = Arena.ofConfined()) {
      MemorySegment bytes;
      try (FileChannel channel = FileChannel.open(Path.of("/proc/self/fd/" + fd))) {
        bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES, mapped);
      }
      Unistd.close(fd);
      assertThat(held(both)).containsExactly(file);
      assertThat(bytes.get(ValueLayout.JAVA_BYTE, 0)).isZero();
    }
    assertThat(held(both)).isEmpty();
  }
}
