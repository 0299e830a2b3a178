package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasedSlotsTest {
  private static final long FIRST = 0x1_0000_0000L;

  private final SharedArena writer = SharedArena.create(PoolConfig.of("writer", 1000, 4));
  private final SharedArena arena =
      SharedArena.attach(Unistd.dup(writer.fd()), writer.description(), 1 << 20);
  private final LeasedSlots leases = new LeasedSlots("test", 3);
  private final Doorbell bell = Doorbell.futex();

  LeasedSlotsTest() {
    leases.own(bell);
  }

  @AfterEach
  void free() {
    leases.retire(arena);
    leases.close();
    writer.close();
    assertThat(MemoryAudit.outstanding()).isEmpty();
    bell.close();
  }

  private Buffer open(int index, long lease, int place) {
    return leases.open(index, lease, arena, place, 8, 16);
  }

  @Test
  void shouldReadTheWritersBytesAndNeverWriteWhenLeased() {
    writer.slot(2, 0).set(ValueLayout.JAVA_BYTE, 8, (byte) 7);
    Buffer buffer = open(0, FIRST, 2);
    assertThat(buffer.readOnlySegment().get(ValueLayout.JAVA_BYTE, 8)).isEqualTo((byte) 7);
    assertThat(buffer.segment().isReadOnly()).isTrue();
    assertThat(buffer.isWritable()).isFalse();
    assertThat(buffer.slotIndex()).isEqualTo(2);
    assertThat(buffer.capacity()).isEqualTo(1000);
    assertThatThrownBy(() -> buffer.range(0, 1001)).isInstanceOf(IndexOutOfBoundsException.class);
    buffer.close();
    assertThat(leases.takeReleased()).isEqualTo(FIRST);
  }

  @Test
  void shouldComeBackOnceWhenTheLastHeaderIsReleased() throws Exception {
    Buffer one = open(0, FIRST, 0);
    Buffer two = one.share();
    one.close();
    assertThat(leases.hasReleased()).isFalse();
    assertThat(Bells.failureOnOtherThread(two::close)).isNull();
    assertThat(leases.hasReleased()).isTrue();
    assertThat(leases.isOut(0)).isTrue();
    assertThat(leases.takeReleased()).isEqualTo(FIRST);
    assertThat(leases.takeReleased()).isZero();
    assertThat(leases.isOut(0)).isFalse();
  }

  @Test
  void shouldComeBackIndependentlyWhenOneSlotIsLentTwice() {
    Buffer one = open(0, FIRST, 1);
    Buffer two = open(1, FIRST + 1, 1);
    assertThat(one.readOnlySegment()).isSameAs(two.readOnlySegment());
    one.close();
    assertThat(leases.takeReleased()).isEqualTo(FIRST);
    assertThat(leases.leaseOf(two)).isEqualTo(FIRST + 1);
    assertThat(leases.out()).isOne();
    two.close();
    assertThat(leases.takeReleased()).isEqualTo(FIRST + 1);
  }

  @Test
  void shouldRefuseALeaseWhenItIsOut() {
    Buffer one = open(2, FIRST, 0);
    assertThatThrownBy(() -> open(2, FIRST + 2, 0)).hasMessageContaining("out already");
    one.close();
    assertThatThrownBy(() -> open(2, FIRST + 2, 0)).hasMessageContaining("out already");
    assertThat(leases.takeReleased()).isEqualTo(FIRST);
    open(2, FIRST + 2, 0).close();
    assertThat(leases.takeReleased()).isEqualTo(FIRST + 2);
  }

  @Test
  void shouldForgetALeaseWhenItsOnlyHeaderIsHandedBack() {
    Buffer one = open(0, FIRST, 0);
    assertThat(LeasedSlots.isSole(one)).isTrue();
    leases.endSole(one);
    assertThat(leases.isOut(0)).isFalse();
    assertThat(leases.hasReleased()).isFalse();
    assertThatThrownBy(one::length).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRingTheOwnerWhenAnotherThreadReleases() throws Exception {
    Buffer one = open(0, FIRST, 0);
    Thread releaser = Thread.ofPlatform().start(one::close);
    assertThat(bell.await(leases::hasReleased, System.nanoTime() + 20_000_000_000L)).isTrue();
    releaser.join();
    assertThat(leases.takeReleased()).isEqualTo(FIRST);
  }

  @Test
  void shouldKeepTheArenaUntilTheLastReleaseWhenClosed() throws Exception {
    Buffer one = open(0, FIRST, 0);
    Buffer two = open(1, FIRST, 1);
    leases.retire(arena);
    leases.close();
    assertThat(MemoryAudit.outstanding())
        .containsExactly(new MemoryAudit.Outstanding("test", 2, 2));
    one.close();
    assertThat(two.readOnlySegment().get(ValueLayout.JAVA_BYTE, 0)).isZero();
    var segment = two.readOnlySegment();
    assertThat(Bells.failureOnOtherThread(two::close)).isNull();
    assertThat(segment.scope().isAlive()).isFalse();
  }

  @Test
  void shouldUnmapARetiredArenaWhenItsLastLeaseIsTakenBack() {
    Buffer one = open(0, FIRST, 0);
    var segment = one.readOnlySegment();
    leases.retire(arena);
    one.close();
    assertThat(segment.scope().isAlive()).isTrue();
    assertThat(leases.takeReleased()).isEqualTo(FIRST);
    assertThat(segment.scope().isAlive()).isFalse();
  }
}
