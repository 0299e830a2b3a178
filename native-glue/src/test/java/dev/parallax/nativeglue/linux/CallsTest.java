package dev.parallax.nativeglue.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsTest {
  private final Arena arena = Arena.ofShared();

  @AfterEach
  void free() {
    arena.close();
  }

  @Test
  void shouldTransferBytesWhenReadingAndWriting(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("größe");
    int flags = Fcntl.O_RDWR | Fcntl.O_CREAT | Fcntl.O_EXCL | Fcntl.O_CLOEXEC;
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, file.toString(), flags, 0600);
    MemorySegment buf = arena.allocate(16);
    buf.setString(4, "hello");
    assertThat(Unistd.write(fd, buf, 4, 5)).isEqualTo(5);
    assertThat(Files.readString(file)).isEqualTo("hello");
    assertThat(Unistd.lseek(fd, 0, Unistd.SEEK_CUR)).isEqualTo(5);
    assertThat(Unistd.lseek(fd, 1, Unistd.SEEK_SET)).isEqualTo(1);
    MemorySegment in = arena.allocate(8);
    assertThat(Unistd.read(fd, in, 2, 6)).isEqualTo(4);
    assertThat(in.getString(2)).isEqualTo("ello");
    assertThat(Unistd.read(fd, in, 0, 8)).isZero();
    assertThat(Unistd.pread(fd, in, 0, 2, 3)).isEqualTo(2);
    assertThat(in.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 'o');
    Unistd.ftruncate(fd, 100);
    Fcntl.fallocate(fd, Fcntl.FALLOC_FL_KEEP_SIZE, 0, 4096);
    Stat stat = Stat.fstat(fd);
    assertThat(stat.size()).isEqualTo(100);
    assertThat(stat.isRegular()).isTrue();
    assertThat(stat.isPipe() || stat.isSocket() || stat.isCharacterDevice()).isFalse();
    int second = Unistd.dup(fd);
    assertThat(Stat.fstat(second).ino()).isEqualTo(stat.ino());
    assertThat(Unistd.isatty(fd)).isFalse();
    Unistd.close(second);
    Unistd.close(fd);
  }

  @Test
  void shouldRefuseSegmentWhenItWouldBreakMemory() {
    MemorySegment buf = arena.allocate(8);
    assertThatThrownBy(() -> Unistd.read(0, buf, 1, 8))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Unistd.read(0, buf, -1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Unistd.pread(0, buf.asReadOnly(), 0, 8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> Unistd.write(1, MemorySegment.ofArray(new byte[8]), 0, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on the heap");
    assertThatThrownBy(() -> Fcntl.openat(Fcntl.AT_FDCWD, "a\0b", 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Poll.poll(buf, 2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldNameCallErrnoAndArgumentsWhenACallFails() {
    assertThatThrownBy(() -> Fcntl.openat(Fcntl.AT_FDCWD, "/no/such", Fcntl.O_RDONLY, 0))
        .isInstanceOfSatisfying(
            LinuxException.class,
            e -> {
              assertThat(e.errno()).isEqualTo(Errno.ENOENT);
              assertThat(e.errnoName()).isEqualTo("ENOENT");
              assertThat(e.call()).isEqualTo("openat");
              assertThat(e.arguments()).contains("pathname=/no/such");
            })
        .hasMessage(
            "openat failed: no such file or directory errno=ENOENT(2) dirfd=-100"
                + " pathname=/no/such flags=0x0");
    assertThatThrownBy(() -> Unistd.close(-1)).hasMessageContaining("close failed: bad file");
    assertThatThrownBy(() -> Unistd.isatty(-1)).hasMessageContaining("EBADF");
    assertThatThrownBy(() -> Unistd.dup(-1)).hasMessageContaining("EBADF");
    assertThatThrownBy(() -> Unistd.ftruncate(-1, 1)).hasMessageContaining("length=1");
    assertThatThrownBy(() -> Unistd.lseek(-1, 0, 0)).hasMessageContaining("EBADF");
    assertThatThrownBy(() -> Unistd.read(-1, arena.allocate(8), 0, 8))
        .hasMessageContaining("read failed")
        .hasMessageContaining("count=8");
    assertThatThrownBy(() -> Stat.fstat(-1)).hasMessageContaining("fd=-1");
    assertThatThrownBy(() -> Fcntl.getSeals(-1)).hasMessageContaining("F_GET_SEALS");
    assertThatThrownBy(() -> Fcntl.fallocate(-1, 0, 0, 1)).hasMessageContaining("len=1");
    assertThatThrownBy(() -> Mman.mmap(0, 0, 1, Mman.MAP_PRIVATE, -1, 0))
        .hasMessageContaining("mmap failed");
    assertThatThrownBy(() -> Mman.munmap(1, 1)).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Mman.madvise(4096, 4096, 99)).hasMessageContaining("argument=99");
    assertThatThrownBy(() -> Mman.mprotect(1, 1, 0)).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Mman.memfd_create("x", -1)).hasMessageContaining("name=x");
    assertThatThrownBy(() -> Eventfd.eventfd(0, 2)).hasMessageContaining("EINVAL");
    assertThatThrownBy(() -> Unistd.pipe2(1)).hasMessageContaining("flags=0x1");
    assertThatThrownBy(() -> Sched.sched_getaffinity(-1)).hasMessageContaining("pid=-1");
    assertThat(Errno.name(9999)).isEqualTo("E9999");
    assertThat(Errno.text(9999)).isEqualTo("unknown error");
  }

  @Test
  void shouldGiveNegatedErrnoWhenCallWouldBlock() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK);
    MemorySegment buf = arena.allocate(1 << 20);
    assertThat(Unistd.read(pipe[0], buf, 0, 1)).isEqualTo(-Errno.EAGAIN);
    assertThat(Unistd.write(pipe[1], buf, 0, 1 << 20)).isPositive();
    assertThat(Unistd.write(pipe[1], buf, 0, 1 << 20)).isEqualTo(-Errno.EAGAIN);
    assertThat(Stat.fstat(pipe[0]).isPipe()).isTrue();
    assertThat(Fcntl.getFlags(pipe[0]) & Fcntl.O_NONBLOCK).isNotZero();
    Fcntl.setFlags(pipe[0], 0);
    assertThat(Fcntl.getFlags(pipe[0]) & Fcntl.O_NONBLOCK).isZero();
    Unistd.close(pipe[0]);
    assertThatThrownBy(() -> Unistd.write(pipe[1], buf, 0, 1)).hasMessageContaining("EPIPE");
    Unistd.close(pipe[1]);
  }

  @Test
  void shouldMapAndSealWhenMemfd() {
    int fd = Mman.memfd_create("test", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(fd, 8192);
    assertThat(Fcntl.getSeals(fd)).isZero();
    Fcntl.addSeals(fd, Fcntl.F_SEAL_SHRINK);
    assertThat(Fcntl.getSeals(fd)).isEqualTo(Fcntl.F_SEAL_SHRINK);
    assertThatThrownBy(() -> Unistd.ftruncate(fd, 0)).hasMessageContaining("EPERM");
    long at = Mman.mmap(0, 8192, Mman.PROT_READ | Mman.PROT_WRITE, Mman.MAP_SHARED, fd, 0);
    Mman.madvise(at, 8192, Mman.MADV_WILLNEED);
    Mman.mlock2(at, 4096, Mman.MLOCK_ONFAULT);
    Mman.mprotect(at, 8192, Mman.PROT_READ);
    Mman.munmap(at, 8192);
    Unistd.close(fd);
  }

  @Test
  void shouldSeeEventsWhenPolling() {
    int event = Eventfd.eventfd(0, Eventfd.EFD_CLOEXEC | Eventfd.EFD_NONBLOCK);
    MemorySegment fds = arena.allocate(Poll.POLLFD_BYTES, 4);
    MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    MemorySegment zero = arena.allocate(16, 8);
    Poll.set(fds, 0, event, Poll.POLLIN);
    assertThat(Poll.poll(fds, 1, 0)).isZero();
    assertThat(Poll.ppoll(fds, 1, zero)).isZero();
    assertThat(Unistd.write(event, one, 0, 8)).isEqualTo(8);
    assertThat(Poll.poll(fds, 1, -1)).isEqualTo(1);
    assertThat(Poll.revents(fds, 0)).isEqualTo(Poll.POLLIN);
    assertThat(Poll.ppoll(fds, 1, null)).isEqualTo(1);
    Unistd.close(event);
    assertThat(Poll.poll(fds, 1, 0)).isEqualTo(1);
    assertThat(Poll.revents(fds, 0)).isEqualTo(Poll.POLLNVAL);
  }

  @Test
  void shouldReturnAtOnceWhenFutexWordDiffersOrTimeIsUp() {
    MemorySegment word = arena.allocateFrom(ValueLayout.JAVA_INT, 5);
    MemorySegment soon = arena.allocate(16, 8);
    soon.set(ValueLayout.JAVA_LONG, 8, 1_000_000);
    assertThat(Futex.futex(word, Futex.FUTEX_WAIT, 4, null)).isEqualTo(-Errno.EAGAIN);
    int wait = Futex.FUTEX_WAIT | Futex.FUTEX_PRIVATE_FLAG;
    assertThat(Futex.futex(word, wait, 5, soon)).isEqualTo(-Errno.ETIMEDOUT);
    assertThat(Futex.futex(word, Futex.FUTEX_WAKE, 1, null)).isZero();
    assertThatThrownBy(() -> Futex.futex(word, 77, 1, null)).hasMessageContaining("ENOSYS");
    assertThatThrownBy(() -> Futex.futex(arena.allocate(2), Futex.FUTEX_WAKE, 1, null))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldReturnAtOnceWhenOneOfSeveralFutexWordsDiffers() {
    MemorySegment words = arena.allocateFrom(ValueLayout.JAVA_INT, 5, 6);
    MemorySegment waiters = arena.allocate(2L * Futex.WAITV_BYTES, 8);
    for (int i = 0; i < 2; i++) {
      long at = (long) i * Futex.WAITV_BYTES;
      waiters.set(ValueLayout.JAVA_LONG, at, 5);
      waiters.set(ValueLayout.JAVA_LONG, at + 8, words.address() + 4L * i);
      waiters.set(ValueLayout.JAVA_INT, at + 16, Futex.FUTEX2_SIZE_U32 | Futex.FUTEX2_PRIVATE);
    }
    assertThat(Futex.futex_waitv(waiters, 2, 0, null, Futex.CLOCK_MONOTONIC))
        .isEqualTo(-Errno.EAGAIN);
    words.setAtIndex(ValueLayout.JAVA_INT, 1, 5);
    MemorySegment past = arena.allocate(16, 8);
    past.set(ValueLayout.JAVA_LONG, 0, 1);
    assertThat(Futex.futex_waitv(waiters, 2, 0, past, Futex.CLOCK_MONOTONIC))
        .isEqualTo(-Errno.ETIMEDOUT);
  }

  @Test
  void shouldKnowProcessWhenAsked() {
    assertThat(Unistd.getpid()).isEqualTo((int) ProcessHandle.current().pid());
    assertThat(Unistd.gettid()).isPositive();
    assertThat(Sched.sched_getaffinity(0).cardinality())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
