package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An arena that one process makes and another writes. */
class ArenaFileTest {
  private static final long MAX = 1 << 20;

  private final ArenaFile file = ArenaFile.create(PoolConfig.of("made", 1000, 4));

  @AfterEach
  void close() {
    file.close();
  }

  private int fd() {
    return Unistd.dup(file.fd());
  }

  @Test
  void shouldGiveAPoolWhenAdopted() {
    try (FixedBufferPool pool = FixedBufferPool.adopt("adopted", fd(), file.description())) {
      pool.own(Doorbell.futex());
      assertThat(pool.slots()).isEqualTo(4);
      assertThat(pool.slotBytes()).isEqualTo(1000);
      assertThat(pool.padding()).isEqualTo(88);
      assertThat(pool.arena().isWriter()).isTrue();
      try (SharedArena reader = SharedArena.attach(fd(), file.description(), MAX)) {
        Buffer buffer = Bells.acquire(pool);
        buffer.segment().set(ValueLayout.JAVA_BYTE, 999, (byte) 3);
        assertThat(reader.view(buffer.slotIndex()).get(ValueLayout.JAVA_BYTE, 999))
            .isEqualTo((byte) 3);
        assertThat(reader.description()).isEqualTo(file.description());
        buffer.close();
      }
    }
  }

  @Test
  void shouldHaveOneWriterWhenAdoptedTwice() {
    try (FixedBufferPool pool = FixedBufferPool.adopt("first", fd(), file.description())) {
      assertThat(pool.slots()).isEqualTo(4);
      assertThatThrownBy(() -> FixedBufferPool.adopt("second", fd(), file.description()))
          .isInstanceOf(ArenaException.class)
          .hasMessageContaining("pool=second");
    }
  }

  @Test
  void shouldRefuseToReadWhenThereIsNoWriterYet() {
    assertThatThrownBy(() -> SharedArena.attach(fd(), file.description(), MAX))
        .isInstanceOf(ArenaException.class)
        .hasMessageContaining("seals=");
  }

  @Test
  void shouldRefuseTheFileWhenItIsNotTheOneDescribed() {
    try (ArenaFile other = ArenaFile.create(PoolConfig.of("made", 1000, 4));
        FixedBufferPool pool = FixedBufferPool.adopt("other", fd(), file.description())) {
      assertThat(pool.slots()).isEqualTo(4);
      assertThatThrownBy(() -> SharedArena.attach(fd(), other.description(), MAX))
          .isInstanceOf(ArenaException.class)
          .hasMessageContaining("not the one described");
    }
  }

  @Test
  void shouldRefuseTheFileWhenItsWriterHasChangedTheHeader() {
    try (Mapping page = Mapping.writable(file.fd(), 0, ArenaHeader.PAGE)) {
      page.segment().set(ValueLayout.JAVA_LONG, ArenaHeader.EPOCH_AT, 99);
    }
    assertThatThrownBy(() -> FixedBufferPool.adopt("forged", fd(), file.description()))
        .isInstanceOf(ArenaException.class)
        .hasMessageContaining("not the one described");
  }

  @Test
  void shouldRefuseADescriptionWhenItIsNoHeader() {
    byte[] forged = file.description();
    MemorySegment.ofArray(forged)
        .set(ValueLayout.JAVA_INT_UNALIGNED, ArenaHeader.SLOT_COUNT_AT, -1);
    assertThatThrownBy(() -> FixedBufferPool.adopt("forged", fd(), forged))
        .hasMessageContaining("bad slotCount=-1");
    assertThatThrownBy(() -> FixedBufferPool.adopt("forged", fd(), new byte[87]))
        .hasMessageContaining("bytes=87");
  }
}
