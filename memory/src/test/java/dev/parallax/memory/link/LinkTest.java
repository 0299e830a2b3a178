package dev.parallax.memory.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.MemoryAudit;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ends of a link, used by one thread in turn. */
class LinkTest {
  private static final int LEASES = 4;
  private static final LinkPlan PLAN = LinkPlan.of(LEASES, LEASES, 4096);

  private final Doorbell bell = Doorbell.futex();
  private final FixedBufferPool pool = pool("one");
  private final FixedBufferPool otherPool = pool("other");
  private final LinkFile oneFile = LinkFile.create(PLAN, 1, 1).mapForWriting();
  private final LinkFile otherFile = LinkFile.create(PLAN, 1, 1).mapForWriting();
  private final Link one = Link.open("one", oneFile, read(otherFile), 2);
  private final Link other = Link.open("other", otherFile, read(oneFile), 2);
  private final Seen seen = new Seen();
  private final Seen otherSeen = new Seen();

  LinkTest() {
    one.own(bell);
    other.own(bell);
    assertThat(one.export(pool.arena())).isZero();
    assertThat(one.export(pool.arena())).isZero();
    other.export(otherPool.arena());
    other.attach(0, attached(pool));
    one.attach(0, attached(otherPool));
  }

  private FixedBufferPool pool(String name) {
    FixedBufferPool made = FixedBufferPool.create(PoolConfig.of(name, Host.SLOT_BYTES, 8));
    made.own(bell);
    return made;
  }

  private static LinkFile read(LinkFile file) {
    return LinkFile.received(Unistd.dup(file.fd()), file.description()).mapForReading();
  }

  private static SharedArena attached(FixedBufferPool pool) {
    SharedArena arena = pool.arena();
    return SharedArena.attach(Unistd.dup(arena.fd()), arena.description(), 1 << 20);
  }

  @AfterEach
  void shouldHaveEverythingBack() {
    seen.closeAll();
    otherSeen.closeAll();
    one.close();
    other.close();
    assertThat(MemoryAudit.outstanding()).isEmpty();
    pool.close();
    otherPool.close();
    bell.close();
  }

  private Buffer buffer(int seq) {
    return Payload.make(Objects.requireNonNull(pool.tryAcquire()), seq);
  }

  @Test
  void shouldBeSeenOnlyWhenFlushed() {
    one.send(buffer(1), 1, 1, 1, 0);
    assertThat(other.isReady()).isFalse();
    assertThat(other.poll(otherSeen, 9)).isZero();
    one.flush();
    assertThat(other.isReady()).isTrue();
    assertThat(other.poll(otherSeen, 9)).isOne();
    assertThat(otherSeen.wrong).isZero();
    assertThat(otherSeen.done).isZero();
  }

  @Test
  void shouldSayDoneAfterTheBufferWhenBothAreInOneEntry() {
    one.send(buffer(6), 0, 3, 6, Link.DONE);
    assertThat(one.done(7)).isTrue();
    one.flush();
    other.poll(otherSeen, 9);
    assertThat(otherSeen.log).containsExactly("buffer 3 ", "done 6", "done 7");
  }

  @Test
  void shouldGiveNoLeaseWhenAllAreOut() {
    otherSeen.keep = true;
    for (int seq = 1; seq <= LEASES; seq++) {
      assertThat(one.canLend(0)).isTrue();
      assertThat(one.send(buffer(seq), seq & 1, seq, seq, 0)).isTrue();
    }
    assertThat(one.canLend(0)).isFalse();
    Buffer fifth = buffer(5);
    assertThat(one.send(fifth, 1, 5, 5, 0)).isFalse();
    assertThat(fifth.length()).isEqualTo(Payload.BYTES);
    one.flush();
    other.poll(otherSeen, 9);
    otherSeen.buffers.removeFirst().close();
    other.flush();
    one.poll(seen, 9);
    assertThat(one.send(fifth, 1, 5, 5, 0)).isTrue();
  }

  @Test
  void shouldKeepRoomForReturnsWhenEventsFillTheRing() {
    otherSeen.keep = true;
    for (int seq = 1; seq <= LEASES; seq++) {
      one.send(buffer(seq), seq & 1, seq, seq, 0);
    }
    one.flush();
    other.poll(otherSeen, 9);
    int events = 0;
    while (other.event(0, 1, 0, 0, 0, 0, 0)) {
      events++;
    }
    assertThat(events).isEqualTo(PLAN.ringCapacity() - LEASES);
    assertThat(other.done(1)).isFalse();
    otherSeen.closeAll();
    other.flush();
    for (int turn = 0; turn < 3; turn++) {
      one.poll(seen, Link.MAX_TURN);
    }
    one.flush();
    assertThat(one.stats().leasesOut()).isZero();
    assertThat(seen.log).hasSize(events);
    assertThat(other.event(0, 1, 0, 0, 0, 0, 0)).isTrue();
  }

  @Test
  void shouldGoRoundTheMetadataRoomWhenItIsReadInTime() {
    byte[] bytes = new byte[1500];
    for (int i = 0; i < 50; i++) {
      assertThat(one.hasRoom(bytes.length)).isTrue();
      bytes[0] = (byte) ('a' + i % 26);
      one.event(0, 1, 0, 0, i, 0, 0, MemorySegment.ofArray(bytes), bytes.length - i % 8);
      if (i % 2 == 1) {
        assertThat(one.hasRoom(bytes.length)).isFalse();
        one.flush();
        assertThat(other.poll(otherSeen, 9)).isEqualTo(2);
        other.flush();
      }
    }
    for (int i = 0; i < 50; i++) {
      assertThat(otherSeen.log.get(i))
          .startsWith("event 0 1 " + i + " 0 0 " + (char) ('a' + i % 26));
      assertThat(otherSeen.log.get(i).length()).isGreaterThan(1500 - i % 8);
    }
  }

  @Test
  void shouldRefuseACallWhenItsArgumentsAreImpossible() {
    assertThatThrownBy(() -> one.hasRoom(2049)).hasMessageContaining("bytes=2049 max=2048");
    MemorySegment small = MemorySegment.ofArray(new byte[4]);
    assertThatThrownBy(() -> one.event(0, 0, 0, 0, 0, 0, 0, small, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> one.event(256, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> one.event(0, 65_536, 0, 0, 0, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    Buffer stranger = Objects.requireNonNull(otherPool.tryAcquire());
    assertThat(one.canCarry(stranger)).isFalse();
    assertThatThrownBy(() -> one.send(stranger, 0, 0, 0, 0))
        .hasMessageContaining("an arena that the peer does not have");
    stranger.close();
    assertThat(one.stats().leasesOut()).isZero();
  }

  @Test
  void shouldRefuseOtherThreadsWhenItIsOwned() throws Exception {
    Thread stranger =
        Thread.ofPlatform()
            .start(() -> {
              assertThatThrownBy(() -> one.poll(seen, 1)).hasMessageContaining("another thread");
              assertThatThrownBy(one::close).hasMessageContaining("a thread that runs");
              assertThatThrownBy(one::disown).hasMessageContaining("a thread that runs");
              seen.count = -1;
            });
    stranger.join();
    assertThat(seen.count).isEqualTo(-1);
    one.disown();
    Thread heir =
        Thread.ofPlatform()
            .start(() -> {
              try (Doorbell own = Doorbell.futex()) {
                one.own(own);
                one.flush();
                one.disown();
                seen.count = 5;
              }
            });
    heir.join();
    assertThat(seen.count).isEqualTo(5);
  }

  @Test
  void shouldRefuseEverythingWhenClosed() {
    one.close();
    one.close();
    assertThatThrownBy(() -> one.poll(seen, 1)).hasMessageContaining("link is closed");
    assertThatThrownBy(one::flush).hasMessageContaining("link is closed");
    assertThat(one.recover(seen)).isTrue();
  }

  @Test
  void shouldTellWhatItWorksOnWhenAsked() {
    one.working(41);
    assertThat(other.peerWorking()).isEqualTo(41);
    assertThat(other.peerWorkingSinceNs()).isLessThanOrEqualTo(System.nanoTime());
    one.resting();
    assertThat(other.peerWorking()).isZero();
  }

  @Test
  void shouldKeepBuffersWhenTheirArenaIsDetached() {
    otherSeen.keep = true;
    one.send(buffer(2), 0, 2, 2, 0);
    one.flush();
    other.poll(otherSeen, 9);
    other.detach(0);
    other.detach(0);
    Buffer kept = otherSeen.buffers.getFirst();
    assertThat(Payload.is(kept, 2)).isTrue();
    one.withdraw(pool.arena());
    Buffer more = buffer(3);
    assertThat(one.canCarry(more)).isFalse();
    more.close();
  }

  @Test
  void shouldKeepWhatWasLentWhenItsOwnerDies() {
    otherSeen.keep = true;
    one.send(buffer(2), 0, 2, 2, 0);
    one.flush();
    other.poll(otherSeen, 9);
    one.close();
    assertThat(pool.stats().available()).isEqualTo(8);
    assertThat(other.recover(otherSeen)).isTrue();
    Buffer kept = otherSeen.buffers.getFirst();
    assertThat(Payload.is(kept, 2)).isTrue();
    MemorySegment segment = kept.readOnlySegment();
    otherSeen.closeAll();
    assertThat(segment.scope().isAlive()).isFalse();
  }

  /** Every kind of entry. */
  @Test
  void shouldAllocateNothingWhenBuffersGoRoundTrip() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment metadata = arena.allocate(64);
      LinkHandler back = new Back(other, otherPool, metadata);
      Runnable work =
          () -> {
            for (int i = 0; i < 20_000; i++) {
              Buffer b = Objects.requireNonNull(pool.tryAcquire());
              b.range(0, 8);
              one.send(b, 0, 1, 0, 0, metadata, 32);
              one.flush();
              other.poll(back, 9);
              other.flush();
              one.poll(Discard.INSTANCE, 9);
              one.flush();
              other.poll(back, 9);
            }
          };
      work.run();
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // The counter itself allocates; a byte per iteration would be 20,000.
      assertThat(allocated).isLessThan(2_000);
    }
    assertThat(one.stats().received()).isEqualTo(3 * 40_000L);
  }

  /** For each buffer: lends two of its own, forwards a part, and says so. */
  private record Back(Link link, FixedBufferPool pool, MemorySegment metadata)
      implements LinkHandler {
    @Override
    public void onBuffer(Buffer buffer, LinkEntry entry) {
      for (int port = 0; port < 2; port++) {
        Buffer own = Objects.requireNonNull(pool.tryAcquire());
        own.range(0, 8);
        link.send(own, port, 1, entry.seq(), 0);
      }
      Buffer part = buffer.share();
      part.range(buffer.offset(), 4);
      link.send(part, 0, 2, entry.seq(), 0, metadata, entry.metadataBytes());
      buffer.close();
      link.event(0, 1, 0, 0, 0, 0, 0);
      link.done(entry.seq());
    }

    @Override
    public void onDone(int seq) {}

    @Override
    public void onEvent(LinkEntry entry) {}

    @Override
    public void onProperty(LinkEntry entry) {}
  }
}
