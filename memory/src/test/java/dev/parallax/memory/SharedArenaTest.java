package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedArenaTest {
  private static final long FILE_BYTES = ArenaHeader.PAGE + 2 * 4096L;
  private static final long MAX = 1 << 20;
  private static final int SEALS = MemFd.SIZE_SEALS | MemFd.WRITER_SEALS;
  private static final ArenaHeader GOOD =
      new ArenaHeader(1, FILE_BYTES, 8, 1024, 960, ArenaHeader.PAGE, 1, 1, 1);

  @Test
  void shouldSeeWritersBytesWhenAttached() {
    try (SharedArena writer = SharedArena.create(PoolConfig.of("pair", 1000, 5))) {
      writer.slot(3, 64).set(ValueLayout.JAVA_BYTE, 999, (byte) 42);
      try (SharedArena reader = SharedArena.attach(writer.fd(), MAX)) {
        assertThat(reader.header()).isEqualTo(writer.header());
        assertThat(reader.isWriter()).isFalse();
        assertThat(writer.isWriter()).isTrue();
        MemorySegment slot = reader.slot(3, 0);
        assertThat(slot.isReadOnly()).isTrue();
        assertThat(slot.byteSize()).isEqualTo(1000);
        assertThat(slot.get(ValueLayout.JAVA_BYTE, 999)).isEqualTo((byte) 42);
        assertThatThrownBy(() -> reader.slot(5, 0)).isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void shouldDescribeItselfWhenCreated() {
    try (SharedArena a = SharedArena.create(PoolConfig.of("small", 1000, 5));
        SharedArena b = SharedArena.create(PoolConfig.of("large", 65536, 2))) {
      assertThat(a.slotStride()).isEqualTo(1088);
      assertThat(b.slotStride()).isEqualTo(65536 + 4096);
      assertThat(a.id()).isNotEqualTo(b.id());
      assertThat(a.header().ownerPid()).isEqualTo((int) ProcessHandle.current().pid());
      assertThat(a.header().ownerStart()).isPositive();
      assertThat(a.header().dataOffset()).isEqualTo(4096);
    }
  }

  @Test
  void shouldRefuseEveryChangeWhenSealed() {
    try (SharedArena arena = SharedArena.create(PoolConfig.of("sealed", 1000, 5));
        Arena memory = Arena.ofConfined()) {
      int fd = arena.fd();
      assertThat(Fcntl.getSeals(fd) & SEALS).isEqualTo(SEALS);
      assertThatThrownBy(() -> Unistd.ftruncate(fd, 0)).isInstanceOf(LinuxException.class);
      assertThatThrownBy(() -> Unistd.write(fd, memory.allocate(8), 0, 8))
          .isInstanceOf(LinuxException.class)
          .hasMessageContaining("EPERM");
      assertThatThrownBy(() -> Mapping.writable(fd, 0, 4096)).isInstanceOf(LinuxException.class);
      assertThatThrownBy(() -> Fcntl.addSeals(fd, Fcntl.F_SEAL_WRITE))
          .isInstanceOf(LinuxException.class);
    }
  }

  @Test
  void shouldRefuseForgedHeaderWhenAnyFieldIsBad() {
    assertAttachable(GOOD);
    long big = Long.MAX_VALUE;
    refuse(header(FILE_BYTES + 4096, 8, 1024, 960, 4096), "fileBytes");
    refuse(header(-1, 8, 1024, 960, 4096), "fileBytes");
    refuse(header(FILE_BYTES, 0, 1024, 960, 4096), "slotCount");
    refuse(header(FILE_BYTES, -1, 1024, 960, 4096), "slotCount");
    refuse(header(FILE_BYTES, (1 << 20) + 1, 1024, 960, 4096), "slotCount");
    refuse(header(FILE_BYTES, 8, 1024, 0, 4096), "slotCapacity");
    refuse(header(FILE_BYTES, 8, 1024, 1L << 32, 4096), "slotCapacity");
    refuse(header(FILE_BYTES, 8, 1024, big, 4096), "slotCapacity");
    refuse(header(FILE_BYTES, 8, 1024, 961, 4096), "slotStride");
    refuse(header(FILE_BYTES, 8, 1025, 960, 4096), "slotStride");
    refuse(header(FILE_BYTES, 8, big, 960, 4096), "slotStride");
    refuse(header(FILE_BYTES, 8, -1024, 960, 4096), "slotStride");
    refuse(header(FILE_BYTES, 8, 1024, 960, 0), "dataOffset");
    refuse(header(FILE_BYTES, 8, 1024, 960, 4097), "dataOffset");
    refuse(header(FILE_BYTES, 8, 1024, 960, 8192), "dataOffset");
    refuse(header(FILE_BYTES, 8, 1024, 960, -4096), "dataOffset");
    refuse(header(FILE_BYTES, 9, 1024, 960, 4096), "dataOffset");
    refuse(new ArenaHeader(1, FILE_BYTES, 8, 1024, 960, 4096, 0, 1, 1), "ownerPid");
  }

  @Test
  void shouldRefuseFileWhenMagicOrVersionDiffers() {
    int[][] places = {
      {ArenaHeader.MAGIC_AT, 0}, {ArenaHeader.VERSION_AT, 2}, {ArenaHeader.HEADER_BYTES_AT, 96}
    };
    String[] names = {"magic", "version", "headerBytes"};
    for (int i = 0; i < places.length; i++) {
      int at = places[i][0];
      int value = places[i][1];
      int fd = forge(GOOD, SEALS, page -> page.set(ValueLayout.JAVA_INT, at, value));
      assertRefused(fd, "bad " + names[i]);
    }
  }

  @Test
  void shouldRefuseFileWhenASealIsMissing() {
    int[] seals = {
      Fcntl.F_SEAL_SHRINK, Fcntl.F_SEAL_GROW, Fcntl.F_SEAL_FUTURE_WRITE, Fcntl.F_SEAL_SEAL
    };
    for (int missing : seals) {
      int fd = forge(GOOD, SEALS & ~missing, page -> {});
      assertRefused(fd, "seals=0x" + Integer.toHexString(SEALS & ~missing));
    }
  }

  @Test
  void shouldRefuseFileWhenItIsNoMemfd(@TempDir Path dir) throws Exception {
    Path file = Files.write(dir.resolve("x"), new byte[8192]);
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, file.toString(), Fcntl.O_RDWR | Fcntl.O_CLOEXEC, 0);
    assertRefused(fd, "arena file refused: ");
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    assertRefused(pipe[0], "arena file refused: ");
    Unistd.close(pipe[1]);
    assertThatThrownBy(() -> SharedArena.attach(-1, MAX)).isInstanceOf(ArenaException.class);
  }

  @Test
  void shouldRefuseFileWhenItHasHolesOrIsTooLarge() {
    int fd = Mman.memfd_create("holes", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(fd, FILE_BYTES);
    try (Mapping page = Mapping.writable(fd, 0, ArenaHeader.PAGE)) {
      GOOD.write(page.segment());
    }
    Fcntl.addSeals(fd, SEALS);
    assertRefused(fd, "has holes");
    try (SharedArena arena = SharedArena.create(PoolConfig.of("big", 1 << 20, 2))) {
      assertThatThrownBy(() -> SharedArena.attach(arena.fd(), MAX))
          .isInstanceOf(ArenaException.class)
          .hasMessageContaining("max=" + MAX);
    }
  }

  /** Memory behind the end counts as if it filled the holes, until it is taken away. */
  @Test
  void shouldFindHolesWhenAsMuchIsAllocatedBehindTheEnd() {
    int fd = Mman.memfd_create("tail", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(fd, FILE_BYTES);
    try (Mapping page = Mapping.writable(fd, 0, ArenaHeader.PAGE)) {
      GOOD.write(page.segment());
    }
    assertThat(Fcntl.fallocate(fd, Fcntl.FALLOC_FL_KEEP_SIZE, FILE_BYTES, FILE_BYTES)).isZero();
    assertThatThrownBy(() -> MemFd.trim(fd, "arena")).hasMessageContaining("seals=0x0 needed=0x6");
    Fcntl.addSeals(fd, SEALS);
    assertThat(MemFd.checkSealed(fd, "arena", MAX)).isEqualTo(FILE_BYTES);
    MemFd.trim(fd, "arena");
    assertThatThrownBy(() -> Fcntl.fallocate(fd, Fcntl.FALLOC_FL_KEEP_SIZE, FILE_BYTES, FILE_BYTES))
        .hasMessageContaining("EPERM");
    assertRefused(fd, "has holes");
  }

  @Test
  void shouldRefuseHolePunchingWhenSealed() {
    try (SharedArena arena = SharedArena.create(PoolConfig.of("whole", 4096, 2))) {
      int punch = 0x02 | Fcntl.FALLOC_FL_KEEP_SIZE;
      assertThatThrownBy(() -> Fcntl.fallocate(arena.fd(), punch, 0, 4096))
          .isInstanceOf(LinuxException.class)
          .hasMessageContaining("EPERM");
    }
  }

  @Test
  void shouldRefuseFileWhenShorterThanItsHeader() {
    int fd = Mman.memfd_create("short", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(fd, 50);
    Fcntl.addSeals(fd, SEALS);
    assertRefused(fd, "size=50");
  }

  private static ArenaHeader header(
      long fileBytes, int count, long stride, long capacity, long at) {
    return new ArenaHeader(1, fileBytes, count, stride, capacity, at, 1, 1, 1);
  }

  private interface Edit {
    void apply(MemorySegment page);
  }

  private static int forge(ArenaHeader header, int seals, Edit edit) {
    int fd = Mman.memfd_create("forged", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(fd, FILE_BYTES);
    Fcntl.fallocate(fd, 0, 0, FILE_BYTES);
    try (Mapping page = Mapping.writable(fd, 0, ArenaHeader.PAGE)) {
      header.write(page.segment());
      edit.apply(page.segment());
    }
    Fcntl.addSeals(fd, seals);
    return fd;
  }

  private static void assertAttachable(ArenaHeader header) {
    int fd = forge(header, SEALS, page -> {});
    try (SharedArena arena = SharedArena.attach(fd, MAX)) {
      assertThat(arena.slot(7, 64).byteSize()).isEqualTo(1024);
    } finally {
      Unistd.close(fd);
    }
  }

  private static void refuse(ArenaHeader header, String field) {
    assertRefused(forge(header, SEALS, page -> {}), "bad " + field + "=");
  }

  private static void assertRefused(int fd, String message) {
    try {
      assertThatThrownBy(() -> SharedArena.attach(fd, MAX))
          .isInstanceOf(ArenaException.class)
          .hasMessageContaining(message);
    } finally {
      Unistd.close(fd);
    }
  }
}
