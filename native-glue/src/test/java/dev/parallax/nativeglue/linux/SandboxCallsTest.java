package dev.parallax.nativeglue.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that change the caller are made by a thread that ends then, or fail by their arguments. */
class SandboxCallsTest {
  @Test
  void shouldGiveChildExactlyTheDescriptorsAndEnvironmentWhenSpawned() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    int devNull = Fcntl.openat(Fcntl.AT_FDCWD, "/dev/null", Fcntl.O_RDWR | Fcntl.O_CLOEXEC, 0);
    int pid =
        Spawn.posix_spawn(
            List.of("/bin/sh", "-c", "echo $A-$B; cd /proc/self/fd && echo *; exit 7"),
            List.of("A=1", "B=zwei"),
            new int[] {devNull, pipe[1], pipe[1]},
            100);
    int pidfd = Pidfd.pidfd_open(pid, 0);
    Unistd.close(pipe[1]);
    String said = readAll(pipe[0]);
    assertThat(said.lines().toList()).first().isEqualTo("1-zwei");
    assertThat(said.lines().toList().get(1)).startsWith("0 1 2").doesNotContain("100", "101");
    assertThat(Pidfd.waitid(pidfd)).isEqualTo(new Pidfd.Exit(Pidfd.CLD_EXITED, 7));
    assertThatThrownBy(() -> Pidfd.waitid(pidfd)).hasMessageContaining("ECHILD");
    Unistd.close(pidfd);
    Unistd.close(pipe[0]);
    Unistd.close(devNull);
  }

  @Test
  void shouldEndChildWhenASignalIsSentToItsPidfd() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    int pid =
        Spawn.posix_spawn(
            List.of("/bin/sh", "-c", "read x"),
            List.of(),
            new int[] {pipe[0], pipe[1], pipe[1]},
            100);
    int pidfd = Pidfd.pidfd_open(pid, 0);
    Resource.prlimit(pid, Resource.RLIMIT_CORE, 5);
    Resource.lower(pid, Resource.RLIMIT_CORE, 7);
    assertThat(Resource.getrlimit(pid, Resource.RLIMIT_CORE)).containsExactly(5, 5);
    Resource.lower(pid, Resource.RLIMIT_CORE, 0);
    assertThat(Resource.getrlimit(pid, Resource.RLIMIT_CORE)).containsExactly(0, 0);
    assertThat(Pidfd.pidfd_send_signal(pidfd, Pidfd.SIGKILL)).isZero();
    assertThat(Pidfd.waitid(pidfd)).isEqualTo(new Pidfd.Exit(Pidfd.CLD_KILLED, Pidfd.SIGKILL));
    assertThat(Pidfd.pidfd_send_signal(pidfd, Pidfd.SIGKILL)).isEqualTo(-Errno.ESRCH);
    for (int fd : new int[] {pidfd, pipe[0], pipe[1]}) {
      Unistd.close(fd);
    }
  }

  @Test
  void shouldNameErrnoWhenACallIsRefused() {
    assertThatThrownBy(() -> Spawn.posix_spawn(List.of("/no/such"), List.of(), new int[0], 100))
        .hasMessage("posix_spawn failed: no such file or directory errno=ENOENT(2) path=/no/such");
    assertThatThrownBy(() -> Mount.mount("a", "/no/such", "tmpfs", 0, null))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("target=/no/such");
    assertThatThrownBy(() -> Mount.umount2("/no/such", 0)).isInstanceOf(LinuxException.class);
    assertThatThrownBy(() -> Mount.pivot_root("/no/such", "/no/such"))
        .isInstanceOf(LinuxException.class);
    assertThatThrownBy(() -> Namespaces.unshare(1)).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Namespaces.setns(-1, 0)).hasMessageContaining("EBADF");
    assertThatThrownBy(() -> Prctl.prctl(-1, 0, 0, 0, 0)).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Pidfd.pidfd_open(-1, 0)).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Unistd.chdir("/no/such")).hasMessageContaining("ENOENT");
    assertThatThrownBy(() -> Landlock.restrictSelf(-1)).isInstanceOf(LinuxException.class);
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> Seccomp.filter(0, arena.allocate(0)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Seccomp.filter(0, arena.allocate(8)))
          .hasMessageContaining("seccomp failed");
    }
  }

  @Test
  void shouldRestrictOnlyOneThreadWhenAFilterIsInstalled() throws Exception {
    int[] refused = new int[1];
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              Prctl.prctl(Prctl.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
              try (Arena arena = Arena.ofConfined()) {
                // load nr; if setpriority: errno 99; allow
                long load = 0x20;
                long jumpUnlessEqual = 0x15 | 1L << 24;
                int errno = Seccomp.SECCOMP_RET_ERRNO | Errno.EXDEV;
                MemorySegment program =
                    arena.allocateFrom(
                        ValueLayout.JAVA_LONG,
                        load,
                        jumpUnlessEqual | (long) SyscallNumbers.number("setpriority") << 32,
                        0x06 | (long) errno << 32,
                        0x06 | (long) Seccomp.SECCOMP_RET_ALLOW << 32);
                Seccomp.filter(0, program);
              }
              try {
                Resource.setpriority(0, 5);
              } catch (LinuxException e) {
                refused[0] = e.errno();
              }
            });
    thread.join();
    assertThat(refused[0]).isEqualTo(Errno.EXDEV);
    assertThat(Prctl.prctl(Prctl.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)).isZero();
  }

  @Test
  void shouldGiveUpCapabilitiesOfOneThreadWhenSetsAreEmptied() throws Exception {
    Capability.Sets before = Capability.capget();
    Capability.Sets[] after = new Capability.Sets[1];
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              Capability.capset(Capability.Sets.NONE);
              after[0] = Capability.capget();
            });
    thread.join();
    assertThat(after[0]).isEqualTo(Capability.Sets.NONE);
    assertThat(Capability.capget()).isEqualTo(before);
  }

  @Test
  void shouldCountRightsWhenLandlockAbiGrows() {
    assertThat(Landlock.abi()).isNotNegative();
    assertThat(Landlock.rights(1)).isEqualTo(0x1fff);
    assertThat(Landlock.rights(3)).isEqualTo(0x7fff);
    assertThat(Landlock.rights(9)).isEqualTo(Landlock.ALL_FS);
  }

  @Test
  void shouldKnowNamesAndNumbersWhenACallIsOfX86() {
    assertThat(SyscallNumbers.number("read")).isZero();
    assertThat(SyscallNumbers.number("execve")).isEqualTo(59);
    assertThat(SyscallNumbers.number("rseq")).isEqualTo(334);
    assertThat(SyscallNumbers.number("pidfd_send_signal")).isEqualTo(424);
    assertThat(SyscallNumbers.number("futex_waitv")).isEqualTo(449);
    assertThat(SyscallNumbers.name(435)).isEqualTo("clone3");
    assertThat(SyscallNumbers.name(400)).isEqualTo("syscall_400");
    assertThat(SyscallNumbers.name(-1)).isEqualTo("syscall_4294967295");
    assertThatThrownBy(() -> SyscallNumbers.number("nosuch")).hasMessageContaining("name=nosuch");
  }

  private static String readAll(int fd) {
    StringBuilder text = new StringBuilder();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(4096);
      for (long n; (n = Unistd.read(fd, buf, 0, 4096)) != 0; ) {
        byte[] bytes = buf.asSlice(0, Math.max(0, n)).toArray(ValueLayout.JAVA_BYTE);
        text.append(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }
}
