package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process can have so much memory and so many descriptors of its host, whatever it says. */
class PeerPoolsTest {
  private static final long MAX = 1 << 20;

  /** More than half of what there may be. */
  private static final PoolConfig LARGE = PoolConfig.of("large", 600 << 10, 1);

  private final LinkEnds ends = LinkEnds.make("pools", 8, 4096);
  private final Doorbell hostBell = Doorbell.futex();
  private final Doorbell peerBell = Doorbell.futex();

  /** What the process has still, of what it is asked for. */
  private UnaryOperator<Set<FileId>> kept = files -> Set.of();

  private final PeerPools pools = new PeerPools(ends.host(), files -> kept.apply(files), MAX);
  private final ArrayDeque<Buffer> got = new ArrayDeque<>();
  private final ArrayDeque<FixedBufferPool> adopted = new ArrayDeque<>();
  private final LinkHandler host =
      new LinkHandler() {
        @Override
        public void onBuffer(Buffer buffer, LinkEntry entry) {
          got.add(buffer);
        }

        @Override
        public void onDone(int seq) {}

        @Override
        public void onEvent(LinkEntry entry) {}

        @Override
        public void onProperty(LinkEntry entry) {}
      };

  @BeforeEach
  void own() {
    ends.host().own(hostBell);
    ends.peer().own(peerBell);
  }

  @AfterEach
  void close() {
    got.forEach(Buffer::close);
    ends.host().close();
    ends.peer().close();
    pools.close();
    adopted.forEach(FixedBufferPool::close);
    hostBell.close();
    peerBell.close();
  }

  private static FixedBufferPool adopt(PeerPools.Made made) {
    return FixedBufferPool.adopt("peer", Unistd.dup(made.file().fd()), made.file().description());
  }

  /** The other process maps it, and says so. */
  private FixedBufferPool map(PeerPools.Made made) {
    FixedBufferPool pool = adopt(made);
    adopted.add(pool);
    pool.own(peerBell);
    pools.mapped(ends.peer().export(pool.arena()), made.number());
    return pool;
  }

  private static List<String> descriptorsOf(String pool) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(PeerPoolsTest::target).filter(name -> name.contains(pool)).toList();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // the list's own descriptor
    }
  }

  private void assertNoRoomForAnother() {
    assertThatThrownBy(() -> pools.make(LARGE))
        .isInstanceOf(PeerFault.class)
        .hasMessageContaining("too much memory: bytes=")
        .hasMessageEndingWith(" max=" + MAX);
  }

  // ---- memory

  @Test
  void shouldCountWhatLiesBetweenSlotsWhenTheyAreSmall() {
    assertThatThrownBy(() -> pools.make(new PoolConfig("padded", 1, 16, 64, 64 << 10, false)))
        .isInstanceOf(PeerFault.class)
        .hasMessage("too much memory: bytes=1056768 max=" + MAX);
  }

  @Test
  void shouldHaveRoomAgainWhenAPoolIsUnmapped() {
    for (int i = 0; i < 3; i++) {
      PeerPools.Made made = pools.make(LARGE);
      FixedBufferPool pool = map(made);
      assertNoRoomForAnother();
      pools.unmapped(ends.peer().export(pool.arena()), made.number());
      ends.peer().withdraw(pool.arena());
    }
  }

  /** It says that it has unmapped it, and reads and writes it still. */
  @Test
  void shouldCountAPoolWhenTheProcessKeepsIt() {
    PeerPools.Made made = pools.make(LARGE);
    FixedBufferPool pool = map(made);
    pools.unmapped(ends.peer().export(pool.arena()), made.number());
    kept = files -> files;
    assertNoRoomForAnother();
    Set<FileId> asked = new HashSet<>();
    kept =
        files -> {
          asked.addAll(files);
          return Set.of();
        };
    pools.make(LARGE);
    assertThat(asked).containsExactly(FileId.of(pool.arena().fd()));
  }

  @Test
  void shouldCountAPoolWhenItIsUnmappedAndABufferIsOut() {
    PeerPools.Made made = pools.make(LARGE);
    FixedBufferPool pool = map(made);
    Buffer lent = Objects.requireNonNull(pool.tryAcquire());
    assertThat(ends.peer().send(lent, 0, 1, 0, 0)).isTrue();
    ends.peer().flush();
    assertThat(ends.host().poll(host, 64)).isEqualTo(1);
    pools.unmapped(ends.peer().export(pool.arena()), made.number());
    assertNoRoomForAnother();
    got.removeFirst().close();
    ends.host().flush();
    assertThat(pools.make(LARGE).number()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhenWhatIsUnmappedWasNotMappedThere() {
    int waiting = pools.make(PoolConfig.of("small", 64, 1)).number();
    PeerPools.Made made = pools.make(PoolConfig.of("small", 64, 1));
    int index = ends.peer().export(map(made).arena());
    for (long[] wrong :
        new long[][] {
          {index, waiting}, {index + 1, made.number()}, {-1, waiting}, {index, -1}, {index, 9}
        }) {
      assertThatThrownBy(() -> pools.unmapped(wrong[0], wrong[1]))
          .isInstanceOf(PeerFault.class)
          .hasMessageContaining("no such pool is mapped");
    }
    pools.unmapped(index, made.number());
    assertThatThrownBy(() -> pools.unmapped(index, made.number())).isInstanceOf(PeerFault.class);
  }

  // ---- descriptors

  @Test
  void shouldRefuseWhenThereAreTooMany() throws IOException {
    PoolConfig tiny = PoolConfig.of("tiny", 64, 1);
    for (int i = 0; i < PeerPools.MAX_POOLS; i++) {
      PeerPools.Made made = pools.make(tiny);
      if (i % 2 == 0) {
        map(made);
      }
    }
    assertThatThrownBy(() -> pools.make(tiny))
        .isInstanceOf(PeerFault.class)
        .hasMessage("too many pools: max=64");
    close();
    assertThat(descriptorsOf("parallax:tiny")).isEmpty();
    adopted.clear();
  }

  @Test
  void shouldKeepNothingWhenItsNumberIsTaken() throws IOException {
    int index = ends.peer().export(map(pools.make(PoolConfig.of("first", 64, 1))).arena());
    for (long taken : new long[] {index, -1, 64, Long.MAX_VALUE}) {
      PeerPools.Made second = pools.make(PoolConfig.of("second", 64, 1));
      try (FixedBufferPool pool = adopt(second)) {
        assertThatThrownBy(() -> pools.mapped(taken, second.number()))
            .isInstanceOf(PeerFault.class)
            .hasMessageContaining("can't be mapped");
        assertThat(pool.slots()).isEqualTo(1);
      }
    }
    assertThat(descriptorsOf("parallax:second")).isEmpty();
  }
}
