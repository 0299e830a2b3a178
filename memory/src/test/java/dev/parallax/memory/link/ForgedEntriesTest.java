package dev.parallax.memory.link;

import static dev.parallax.memory.link.LinkLayout.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.MemoryAudit;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test is the peer, and writes into its file what it likes. */
class ForgedEntriesTest {
  private static final int LEASES = 4;
  private static final int SLOTS = 8;
  private static final int CAPACITY = 1000;
  private static final LinkPlan PLAN = LinkPlan.of(LEASES, LEASES, 8192);
  private static final long LEASE = LinkEntry.lease(1, 2);

  private final Seen seen = new Seen();
  private final Doorbell bell = Doorbell.futex();
  private final FixedBufferPool pool = pool("host");
  private final FixedBufferPool theirPool = pool("peer");
  private final LinkFile theirs = LinkFile.create(PLAN, 1, 1).mapForWriting();
  private final MemorySegment file = theirs.written();
  private final Link link = open();
  private long tail;

  private FixedBufferPool pool(String name) {
    FixedBufferPool made = FixedBufferPool.create(PoolConfig.of(name, CAPACITY, SLOTS));
    made.own(bell);
    return made;
  }

  private Link open() {
    LinkFile mine = LinkFile.create(PLAN, 1, 1).mapForWriting();
    LinkFile read = LinkFile.received(Unistd.dup(theirs.fd()), theirs.description());
    Link opened = Link.open("forged", mine, read.mapForReading(), 2);
    opened.own(bell);
    opened.export(pool.arena());
    SharedArena arena = theirPool.arena();
    opened.attach(3, SharedArena.attach(Unistd.dup(arena.fd()), arena.description(), 1 << 20));
    return opened;
  }

  @AfterEach
  void shouldHaveEverythingBack() {
    seen.closeAll();
    link.close();
    theirs.close();
    assertThat(MemoryAudit.outstanding()).isEmpty();
    pool.close();
    theirPool.close();
    bell.close();
  }

  private void put(long what, long where, long lease, long carried) {
    long at = LinkLayout.ENTRIES + tail % PLAN.ringCapacity() * LinkLayout.ENTRY_BYTES;
    long[] words = {
      what ^ LinkLayout.lap(tail, PLAN.ringCapacity()), where, lease, 0, 0, 0, 0, carried
    };
    for (int i = words.length - 1; i >= 0; i--) {
      LONG.setRelease(file, at + i * 8L, words[i]);
    }
    tail++;
  }

  private void put(int type, int port, int flags, long length, long where, long lease) {
    put(LinkEntry.what(type, port, flags, length), where, lease, 0);
  }

  private void refuses(String reason) {
    assertThatThrownBy(() -> link.poll(seen, Link.MAX_TURN))
        .isInstanceOf(LinkViolation.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> link.poll(seen, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken by its peer");
    assertThat(seen.count).isZero();
  }

  /** A buffer lent to the peer: lease 1 of index 0, range 100 to 300. */
  private void lend() {
    Buffer buffer = Objects.requireNonNull(pool.tryAcquire());
    buffer.range(100, 200);
    assertThat(link.send(buffer, 0, 7, 0, 0)).isTrue();
    link.flush();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 127})
  void shouldRefuseEntryWhenItsTypeIsUnknown(int type) {
    put(type, 0, 0, 0, 0, 0);
    refuses("no such type");
  }

  @ParameterizedTest
  @ValueSource(ints = {LinkEntry.LEND, LinkEntry.FORWARD, LinkEntry.EVENT, LinkEntry.PROPERTY})
  void shouldRefuseEntryWhenItsPortIsUnknown(int type) {
    put(type, 2, 0, 0, 0, LEASE);
    refuses("no such port ports=2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 63, 64, 4095})
  void shouldRefuseBufferWhenItsArenaIsUnknown(int arena) {
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(arena, 0, 0), LEASE);
    refuses("arena is not attached");
  }

  @ParameterizedTest
  @ValueSource(ints = {SLOTS, (1 << 20) - 1})
  void shouldRefuseBufferWhenItsSlotIsUnknown(int slot) {
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, slot, 0), LEASE);
    refuses("no such slot slots=8");
  }

  @Test
  void shouldRefuseBufferWhenItsRangeIsOutsideTheSlot() {
    put(LinkEntry.LEND, 0, 0, CAPACITY, LinkEntry.where(3, 0, 1), LEASE);
    refuses("range is not within the slot");
  }

  @Test
  void shouldRefuseBufferWhenItsRangeWouldOverflow() {
    long most = 0xffff_ffffL;
    put(LinkEntry.LEND, 0, 0, most, LinkEntry.where(3, 0, most), LEASE);
    refuses("range is not within the slot");
  }

  @Test
  void shouldRefuseBufferWhenItsLeaseIsOutOfRange() {
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, 0, 0), LinkEntry.lease(1, LEASES));
    refuses("no such lease leases=4");
  }

  @Test
  void shouldRefuseBufferWhenItsLeaseIsNegativeOrHasNoGeneration() {
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, 0, 0), 0xffff_ffffL | 1L << 32);
    refuses("no such lease");
  }

  @Test
  void shouldRefuseBufferWhenItsLeaseHasNoGeneration() {
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, 0, 0), 2);
    refuses("no such lease");
  }

  @Test
  void shouldRefuseBufferWhenItReturnsWithoutForwarding() {
    put(LinkEntry.LEND, 0, LinkEntry.FLAG_RETURN, 8, LinkEntry.where(3, 0, 0), LEASE);
    refuses("nothing to return");
  }

  @Test
  void shouldRefuseBufferWhenItsLeaseIsStillHeld() {
    seen.keep = true;
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, 0, 0), LEASE);
    assertThat(link.poll(seen, 9)).isOne();
    put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, 1, 0), LinkEntry.lease(2, 2));
    assertThatThrownBy(() -> link.poll(seen, 9)).hasMessageContaining("lease was not returned yet");
  }

  @Test
  void shouldRefuseForwardWhenTheLeaseWasNeverGiven() {
    put(LinkEntry.FORWARD, 0, 0, 8, 0, LinkEntry.lease(1, 0));
    refuses("peer does not have this lease");
  }

  @ParameterizedTest
  @ValueSource(longs = {2L << 32, 1L << 32 | 1, 1L << 32 | 0xffff_ffffL, 1L << 32 | 4})
  void shouldRefuseForwardAndReturnWhenTheLeaseIsAnother(long lease) {
    lend();
    put(LinkEntry.FORWARD, 0, 0, 8, LinkEntry.where(0, 0, 100), lease);
    refuses("peer does not have this lease");
  }

  @ParameterizedTest
  @ValueSource(longs = {99, 293, 0xffff_ffffL})
  void shouldRefuseForwardWhenItsRangeWasNotLent(long offset) {
    lend();
    put(LinkEntry.FORWARD, 0, 0, 8, LinkEntry.where(0, 0, offset), LinkEntry.lease(1, 0));
    refuses("range is not within what was lent offset=100 length=200");
  }

  @Test
  void shouldRefuseReturnWhenItComesTwice() {
    lend();
    put(LinkEntry.RETURN, 0, 0, 0, 0, LinkEntry.lease(1, 0));
    put(LinkEntry.RETURN, 0, 0, 0, 0, LinkEntry.lease(1, 0));
    refuses("peer does not have this lease");
    assertThat(pool.stats().available()).isEqualTo(SLOTS);
  }

  @Test
  void shouldRefuseReturnWhenTheLeaseWasForwardedAway() {
    lend();
    int flags = LinkEntry.FLAG_RETURN;
    put(LinkEntry.FORWARD, 0, flags, 8, LinkEntry.where(0, 0, 100), LinkEntry.lease(1, 0));
    put(LinkEntry.RETURN, 0, 0, 0, 0, LinkEntry.lease(1, 0));
    assertThatThrownBy(() -> link.poll(seen, 9)).hasMessageContaining("does not have this lease");
    assertThat(seen.count).isOne();
  }

  @Test
  void shouldRefuseMetadataWhenItIsTooLong() {
    put(LinkEntry.what(LinkEntry.EVENT, 0, 0, 0), 0, 0, LinkEntry.carried(0, 4097));
    refuses("metadata lies outside of its room");
  }

  @ParameterizedTest
  @ValueSource(ints = {8185, -1, Integer.MIN_VALUE})
  void shouldRefuseMetadataWhenItsPlaceIsOutside(int place) {
    put(LinkEntry.what(LinkEntry.EVENT, 0, 0, 0), 0, 0, LinkEntry.carried(place, 8));
    refuses("metadata lies outside of its room");
  }

  @Test
  void shouldTakeEachEntryOnceWhenAllOfTheRingLooksWritten() {
    long lap = LinkLayout.LAP | LinkEntry.DONE;
    for (int i = 0; i < PLAN.ringCapacity(); i++) {
      LONG.set(file, LinkLayout.ENTRIES + (long) i * LinkLayout.ENTRY_BYTES, lap);
    }
    assertThat(link.poll(seen, 64)).isEqualTo(64);
    assertThat(link.poll(seen, 64)).isEqualTo(64);
    assertThat(link.poll(seen, 64)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 2, Long.MAX_VALUE})
  void shouldRefuseHeadWhenItIsBeyondWhatWasSent(long forged) {
    LONG.setRelease(file, LinkLayout.HEAD, forged);
    assertThatThrownBy(
            () -> {
              boolean room = true;
              while (room) {
                room = link.event(0, 0, 0, 0, 0, 0, 0);
              }
            })
        .isInstanceOf(LinkViolation.class)
        .hasMessageContaining("head is not between");
  }

  @Test
  void shouldRefusePeerWhenItNeverReadsWhatItGetsBack() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                put(LinkEntry.LEND, 0, 0, 8, LinkEntry.where(3, 0, 0), LEASE);
                link.poll(seen, 9);
                link.flush();
              }
            })
        .isInstanceOf(LinkViolation.class)
        .hasMessageContaining("does not read what it gets back");
  }

  @Test
  void shouldTakeTheForwardLaterWhenTheSlotHasNoHeaderLeft() {
    lend();
    seen.keep = true;
    for (int i = 0; i < 65; i++) {
      put(LinkEntry.FORWARD, 0, 0, 8, LinkEntry.where(0, 0, 100), LinkEntry.lease(1, 0));
    }
    assertThat(link.poll(seen, 64)).isEqualTo(63);
    assertThat(link.isReady()).isFalse();
    assertThat(link.recover(seen)).isFalse();
    seen.buffers.removeFirst().close();
    assertThat(link.isReady()).isTrue();
    assertThat(link.poll(seen, 64)).isOne();
    assertThat(link.stats().stalls()).isEqualTo(3);
    seen.buffers.removeFirst().close();
    assertThat(link.recover(seen)).isTrue();
    assertThat(seen.count).isEqualTo(65);
  }

  /** The peer, which has the arena mapped, would see what is written in place. */
  @Test
  void shouldNotBeWritableWhenThePeerHasSentItOn() {
    seen.keep = true;
    lend();
    put(LinkEntry.FORWARD, 0, 0, 8, LinkEntry.where(0, 0, 100), LinkEntry.lease(1, 0));
    put(LinkEntry.RETURN, 0, 0, 0, 0, LinkEntry.lease(1, 0));
    assertThat(link.poll(seen, 9)).isEqualTo(2);
    lend();
    int last = LinkEntry.FLAG_RETURN;
    put(LinkEntry.FORWARD, 0, last, 8, LinkEntry.where(0, 0, 100), LinkEntry.lease(2, 0));
    assertThat(link.poll(seen, 9)).isOne();
    assertThat(seen.buffers).hasSize(2).noneMatch(Buffer::isWritable);
    Buffer shared = seen.buffers.getLast().share();
    seen.closeAll();
    assertThat(shared.isWritable()).isFalse();
    shared.close();
    for (int i = 0; i < SLOTS; i++) {
      seen.buffers.add(Objects.requireNonNull(pool.tryAcquire()));
    }
    assertThat(seen.buffers).allMatch(Buffer::isWritable);
  }

  @Test
  void shouldTakeAtMost64EntriesWhenThereAreMore() {
    for (int i = 0; i < 100; i++) {
      put(LinkEntry.DONE, 0, 0, 0, 0, 0);
    }
    assertThat(link.poll(seen, Integer.MAX_VALUE)).isEqualTo(64);
    assertThat(link.poll(seen, Integer.MAX_VALUE)).isEqualTo(36);
  }

  @Test
  void shouldDrainWhatIsRightWhenThePeerDiedAfterAForgedEntry() {
    lend();
    put(LinkEntry.FORWARD, 0, 0, 8, LinkEntry.where(0, 0, 100), LinkEntry.lease(1, 0));
    put(0, 0, 0, 0, 0, 0);
    assertThat(link.recover(seen)).isTrue();
    assertThat(seen.count).isOne();
    assertThat(seen.lost).containsExactly(7);
  }
}
