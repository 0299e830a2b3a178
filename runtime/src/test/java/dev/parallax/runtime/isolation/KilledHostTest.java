package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.nativeglue.linux.Credentials;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A host that is killed leaves nothing behind. */
@Timeout(60)
@ExtendWith(NeedsSandbox.class)
class KilledHostTest {
  private static final int GONE_MS = 10_000;

  @Test
  void shouldEndItsChildrenWhenTheHostIsKilled(@TempDir Path dir) throws Exception {
    kill(OtherJvm.command(dir, HostMain.class), dir.resolve("said"));
  }

  @Test
  void shouldLeaveAGroupThatTheNextOneRemovesWhenTheHostIsKilled(@TempDir Path dir)
      throws Exception {
    CgroupPlaces.Place place = CgroupPlaces.find().places().get(CgroupPlaces.Controller.MEMORY);
    assumeTrue(place != null, "no control groups here");
    Process host = new ProcessBuilder(OtherJvm.command(dir, HostMain.class, "limited")).start();
    try {
      assertThat(host.inputReader().readLine()).as("process id of the child").matches("\\d+");
      assertThat(groups(place, host.pid())).isEqualTo(1);
    } finally {
      host.destroyForcibly().waitFor();
    }
    // Its children end with it, but not in the same moment.
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GONE_MS);
    while (groups(place, host.pid()) > 0 && System.nanoTime() < deadline) {
      CgroupPlaces.find();
    }
    assertThat(groups(place, host.pid())).isZero();
  }

  private static long groups(CgroupPlaces.Place place, long pid) throws IOException {
    try (Stream<Path> groups = Files.list(place.directory())) {
      return groups
          .filter(g -> g.getFileName().toString().startsWith("parallax-" + pid + "-"))
          .count();
    }
  }

  @Test
  void shouldEndItsChildrenWhenTheHostOfABrokerIsKilled(@TempDir Path dir) throws Exception {
    assumeTrue(Credentials.getuid() == 0, "only root can become nobody");
    assumeTrue(Files.isExecutable(OtherJvm.SETPRIV), "setpriv (util-linux) is missing");
    kill(OtherJvm.commandOfNobody(dir, HostMain.class), dir.resolve("said"));
  }

  private static void kill(List<String> command, Path said) throws Exception {
    Process host = new ProcessBuilder(command).redirectError(said.toFile()).start();
    try {
      String line = host.inputReader().readLine();
      String why = Files.readString(said);
      assumeFalse(line == null && why.contains("[PLX-SBX-002]"), why);
      assertThat(line).as("process id of the child").matches("\\d+");
      int pidfd = Pidfd.pidfd_open(Integer.parseInt(line), 0);
      host.destroyForcibly().waitFor();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);
        Poll.set(poll, 0, pidfd, Poll.POLLIN);
        assertThat(Poll.poll(poll, 1, GONE_MS)).as("child %s has ended", line).isEqualTo(1);
      } finally {
        Unistd.close(pidfd);
      }
    } finally {
      host.destroyForcibly();
    }
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain("nr_inodes=4096");
  }
}
