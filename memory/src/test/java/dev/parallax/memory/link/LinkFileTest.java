package dev.parallax.memory.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Mapping;
import dev.parallax.memory.MemFd;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFileTest {
  private static final LinkPlan PLAN = LinkPlan.of(8, 8, 4096);

  private final LinkFile made = LinkFile.create(PLAN, 5, 2);

  @AfterEach
  void close() {
    made.close();
  }

  private LinkFile received() {
    return LinkFile.received(Unistd.dup(made.fd()), made.description());
  }

  @Test
  void shouldBeReadOnlyForOthersWhenItHasAWriter() {
    try (LinkFile writer = received().mapForWriting();
        LinkFile reader = received().mapForReading()) {
      writer.written().set(ValueLayout.JAVA_LONG, LinkLayout.HEAD, 3);
      assertThat(reader.read().get(ValueLayout.JAVA_LONG, LinkLayout.HEAD)).isEqualTo(3);
      assertThat(reader.read().isReadOnly()).isTrue();
      assertThat(reader.plan()).isEqualTo(PLAN);
      assertThat(reader.epoch()).isEqualTo(2);
      assertThat(writer.fd()).isEqualTo(-1);
      assertThatThrownBy(reader::written).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::read).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> received().mapForWriting())
          .isInstanceOf(ArenaException.class)
          .hasMessageContaining("writer already");
      assertThatThrownBy(() -> write(made.fd())).isInstanceOf(LinuxException.class);
      assertThatThrownBy(() -> Unistd.ftruncate(made.fd(), 0)).isInstanceOf(LinuxException.class);
    }
  }

  private static void write(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      Unistd.write(fd, arena.allocate(8), 0, 8);
    }
  }

  @Test
  void shouldRefuseToReadWhenThereIsNoWriterYet() {
    assertThatThrownBy(() -> received().mapForReading())
        .isInstanceOf(ArenaException.class)
        .hasMessageContaining("link file refused: seals=");
  }

  @Test
  void shouldRefuseWhenTheWriterHasChangedTheHeader() {
    try (Mapping page = Mapping.writable(made.fd(), 0, LinkLayout.PAGE)) {
      page.segment().set(ValueLayout.JAVA_INT, 36, 1 << 20);
    }
    assertThatThrownBy(() -> received().mapForWriting()).hasMessageContaining("not the one");
    Fcntl.addSeals(made.fd(), MemFd.WRITER_SEALS);
    assertThatThrownBy(() -> received().mapForReading()).hasMessageContaining("not the one");
  }

  @Test
  void shouldRefuseWhenTheFileIsShorterThanDescribed() {
    int fd = MemFd.create("short", PLAN.fileBytes() - LinkLayout.PAGE, 0);
    Fcntl.addSeals(fd, MemFd.SIZE_SEALS | MemFd.WRITER_SEALS);
    assertThatThrownBy(() -> LinkFile.received(fd, made.description()).mapForReading())
        .hasMessageContaining("size=");
  }

  @Test
  void shouldRefuseWhenTheFileHasHoles() {
    int fd = Mman.memfd_create("holes", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(fd, PLAN.fileBytes());
    Fcntl.addSeals(fd, MemFd.SIZE_SEALS | MemFd.WRITER_SEALS);
    assertThatThrownBy(() -> LinkFile.received(fd, made.description()).mapForReading())
        .hasMessageContaining("has holes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 12, 36, 40, 44})
  void shouldRefuseADescriptionWhenAFieldIsBad(int at) {
    byte[] forged = made.description();
    MemorySegment.ofArray(forged).set(ValueLayout.JAVA_INT_UNALIGNED, at, -7);
    int fd = Unistd.dup(made.fd());
    assertThatThrownBy(() -> LinkFile.received(fd, forged)).isInstanceOf(ArenaException.class);
    assertThatThrownBy(() -> Unistd.close(fd)).hasMessageContaining("EBADF");
  }

  @Test
  void shouldRefuseSizesWhenTheyAreOutOfRange() {
    assertThatThrownBy(() -> new LinkPlan(96, 8, 4096)).hasMessageContaining("ringCapacity=96");
    assertThatThrownBy(() -> new LinkPlan(128, 0, 4096)).hasMessageContaining("maxLeases=0");
    assertThatThrownBy(() -> new LinkPlan(128, 8, 100)).hasMessageContaining("metadataBytes=100");
    assertThatThrownBy(() -> LinkPlan.of(1 << 16, 1 << 30, 4096))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(LinkPlan.of(8, 8, 4096).ringCapacity()).isEqualTo(128);
    assertThat(LinkPlan.of(16, 16, 4096).ringCapacity()).isEqualTo(128);
    assertThat(LinkPlan.of(16, 17, 4096).ringCapacity()).isEqualTo(256);
  }

  @Test
  void shouldRefuseToLinkWhenARingIsTooSmall() {
    try (LinkFile mine = LinkFile.create(new LinkPlan(64, 8, 4096), 1, 1).mapForWriting();
        LinkFile writer = received().mapForWriting();
        LinkFile theirs = received().mapForReading()) {
      assertThat(writer.plan()).isEqualTo(PLAN);
      assertThatThrownBy(() -> Link.open("small", mine, theirs, 1))
          .hasMessageContaining("ringCapacity=64 needed=128");
      assertThatThrownBy(() -> Link.open("ports", mine, theirs, 257))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
