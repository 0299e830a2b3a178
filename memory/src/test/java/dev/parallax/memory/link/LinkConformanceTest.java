package dev.parallax.memory.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.MemoryAudit;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One suite for every kind of peer. */
class LinkConformanceTest {
  private static final int BUFFERS = 500;

  private final Seen seen = new Seen();

  @AfterEach
  void shouldHaveEverythingBack() {
    assertThat(MemoryAudit.outstanding()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldGetOwnMemoryBackWhenThePeerForwards(Variant variant) throws Exception {
    try (Host host = Host.start(variant, Role.IDENTITY)) {
      for (int seq = 1; seq <= BUFFERS; seq++) {
        host.send(seen, seq);
      }
      host.until("all buffers", seen, () -> seen.done == BUFFERS);
      assertThat(seen.count).isEqualTo(BUFFERS);
      assertThat(seen.forwards).isEqualTo(BUFFERS);
      assertThat(seen.wrong).isZero();
      assertThat(host.link.stats().leasesOut()).isZero();
      host.end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGetThePeersMemoryWhenItLends(Variant variant) throws Exception {
    try (Host host = Host.start(variant, Role.COPIER)) {
      for (int seq = 1; seq <= BUFFERS; seq++) {
        host.send(seen, seq);
      }
      host.until("all buffers", seen, () -> seen.done == BUFFERS);
      assertThat(seen.count).isEqualTo(BUFFERS);
      assertThat(seen.forwards).isZero();
      assertThat(seen.wrong).isZero();
      assertThat(host.link.stats().leasesHeld()).isZero();
      host.end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldShareOneSlotWhenThePeerForwardsTenParts(Variant variant) throws Exception {
    seen.keep = true;
    try (Host host = Host.start(variant, Role.SLICER)) {
      host.send(seen, 6);
      host.until("ten parts", seen, () -> seen.done == 1);
      host.until("the lease's return", seen, () -> host.link.stats().leasesOut() == 0);
      assertThat(seen.buffers).hasSize(Peer.PARTS);
      for (int i = 0; i < Peer.PARTS; i++) {
        Buffer part = seen.buffers.get(i);
        assertThat(part.offset()).isEqualTo(Payload.OFFSET + i * Payload.BYTES / Peer.PARTS);
        assertThat(part.length()).isEqualTo(Payload.BYTES / Peer.PARTS);
        assertThat(Payload.is(part, 6)).isTrue();
        assertThat(part.arena()).isSameAs(host.pool.arena());
      }
      assertThat(host.pool.stats().available()).isEqualTo(Host.SLOTS - 1);
      seen.closeAll();
      assertThat(host.pool.stats().available()).isEqualTo(Host.SLOTS);
      host.end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLendTenPartsOfOneSlotWhenAskedTo(Variant variant) throws Exception {
    try (Host host = Host.start(variant, Role.COPIER)) {
      Buffer whole = Payload.make(Objects.requireNonNull(host.pool.tryAcquire()), 4);
      int part = Payload.BYTES / Peer.PARTS;
      for (int i = 0; i < Peer.PARTS; i++) {
        Buffer slice = whole.share();
        slice.range(Payload.OFFSET + (long) i * part, part);
        assertThat(host.link.send(slice, 0, 4, 0, 0)).isTrue();
      }
      whole.close();
      assertThat(host.link.stats().leasesOut()).isEqualTo(Peer.PARTS);
      host.until("copies of all parts", seen, () -> seen.count == Peer.PARTS);
      host.until("all returns", seen, () -> host.link.stats().leasesOut() == 0);
      assertThat(seen.wrong).isZero();
      assertThat(host.pool.stats().available()).isEqualTo(Host.SLOTS);
      host.end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepOrderWhenEventsAndBuffersAlternate(Variant variant) throws Exception {
    List<String> expected = new ArrayList<>();
    byte[] large = "x".repeat(20_000).getBytes();
    try (Host host = Host.start(variant, Role.IDENTITY)) {
      for (int i = 1; i <= 100; i++) {
        int seq = i;
        host.send(seen, seq);
        host.until("room", seen, () -> host.link.hasRoom(large.length));
        host.link.event(
            1, 3, seq, 0, seq, -seq, Long.MIN_VALUE, MemorySegment.ofArray(large), large.length);
        host.until("room", seen, () -> host.link.hasRoom(2));
        host.link.property(0, 5, seq, 0, 0, MemorySegment.ofArray("ab".getBytes()), 2);
        expected.add("buffer " + seq + " ");
        expected.add("done " + seq);
        expected.add(
            "event 1 3 " + seq + " " + -seq + " " + Long.MIN_VALUE + " " + new String(large));
        expected.add("property 5 " + seq + " ab");
      }
      host.until("all", seen, () -> seen.log.size() == expected.size());
      assertThat(seen.log).isEqualTo(expected);
      host.end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldCarryMetadataWhenABufferHasSome(Variant variant) throws Exception {
    try (Host host = Host.start(variant, Role.COPIER)) {
      for (int seq = 1; seq <= 20; seq++) {
        host.until("a slot and a lease", seen, () -> host.pool.hasFree() && host.link.canLend(99));
        Buffer buffer = Payload.make(Objects.requireNonNull(host.pool.tryAcquire()), seq);
        MemorySegment metadata = MemorySegment.ofArray(("m" + seq).getBytes());
        assertThat(host.link.send(buffer, seq & 1, seq, 0, 0, metadata, metadata.byteSize()))
            .isTrue();
      }
      host.until("all", seen, () -> seen.done == 20);
      assertThat(seen.log).contains("buffer 1 m1", "buffer 20 m20");
      assertThat(host.link.stats().leasesHeld()).isZero();
      host.end();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldServeHostAndPeersAtOnceWhenABufferIsShared(Variant variant) throws Exception {
    Doorbell bell = Doorbell.futex();
    FixedBufferPool pool = Host.pool(bell);
    Seen other = new Seen();
    try (Host one = Host.start(variant, Role.IDENTITY, bell, pool);
        Host two = Host.start(variant, Role.COPIER, bell, pool)) {
      for (int seq = 1; seq <= BUFFERS; seq++) {
        one.until(
            "a slot and both leases",
            seen,
            () -> {
              poll(two, other);
              return pool.hasFree() && one.link.canLend(0) && two.link.canLend(0);
            });
        Buffer here = Payload.make(Objects.requireNonNull(pool.tryAcquire()), seq);
        one.link.send(here.share(), seq & 1, seq, 0, 0);
        two.link.send(here.share(), seq & 1, seq, 0, 0);
        assertThat(Payload.is(here, seq)).isTrue();
        here.close();
      }
      one.until(
          "all of both",
          seen,
          () -> {
            poll(two, other);
            return seen.done == BUFFERS && other.done == BUFFERS;
          });
      two.until("all returns", other, () -> two.link.stats().leasesOut() == 0);
      assertThat(seen.wrong + other.wrong).isZero();
      assertThat(pool.stats().available()).isEqualTo(Host.SLOTS);
      one.end();
      two.end();
    }
    pool.close();
    bell.close();
  }

  private static boolean poll(Host host, Seen seen) {
    host.link.poll(seen, Link.MAX_TURN);
    host.link.flush();
    return false;
  }

  @ParameterizedTest
  @EnumSource
  void shouldPassOneChildsMemoryToAnotherWhenItIsLentOn(Variant variant) throws Exception {
    Doorbell bell = Doorbell.futex();
    FixedBufferPool pool = Host.pool(bell);
    seen.keep = true;
    try (Host writer = Host.start(variant, Role.COPIER, bell, pool)) {
      writer.send(seen, 2);
      writer.until("the copy", seen, () -> seen.done == 1);
      Buffer theirs = seen.buffers.removeFirst();
      assertThat(theirs.isWritable()).isFalse();
      assertThat(writer.link.isPeers(theirs)).isTrue();
      seen.keep = false;
      try (Host reader = Host.start(Variant.THREAD, Role.IDENTITY, bell, pool)) {
        assertThat(reader.link.canCarry(theirs)).isFalse();
        assertThat(reader.lendOn(theirs, 2)).isTrue();
        writer.kill();
        writer.link.recover(seen);
        reader.until("what was lent on", seen, () -> seen.done == 2);
        assertThat(seen.count).isEqualTo(2);
        assertThat(seen.wrong).isZero();
        reader.end();
      }
    }
    pool.close();
    bell.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldGetEveryLeaseBackWhenThePeerDies(Variant variant) throws Exception {
    try (Host host = Host.start(variant, Role.HOLDER)) {
      for (int seq = 1; seq <= Host.LEASES; seq++) {
        host.send(seen, seq);
      }
      assertThat(host.link.canLend(0)).isFalse();
      assertThat(host.pool.stats().available()).isEqualTo(Host.SLOTS - Host.LEASES);
      host.kill();
      assertThat(host.link.recover(seen)).isTrue();
      assertThat(host.link.recover(seen)).isTrue();
      assertThat(seen.lost).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
      assertThat(host.link.stats().lost()).isEqualTo(Host.LEASES);
      assertThat(host.pool.stats().available()).isEqualTo(Host.SLOTS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepWhatThePeerLentWhenItDies(Variant variant) throws Exception {
    seen.keep = true;
    try (Host host = Host.start(variant, Role.COPIER)) {
      for (int seq = 1; seq <= 3; seq++) {
        host.send(seen, seq);
      }
      host.until("copies", seen, () -> seen.done == 3);
      host.kill();
      host.link.recover(seen);
    }
    assertThat(seen.buffers).hasSize(3);
    assertThat(Payload.is(seen.buffers.get(2), 3)).isTrue();
    seen.closeAll();
  }
}
