package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FixedBufferPoolTest {
  @Test
  void shouldGiveFreshHeaderWhenAcquired() {
    try (FixedBufferPool pool = Bells.owned("fresh", 1000, 2)) {
      Buffer b = Bells.acquire(pool);
      b.range(10, 20);
      b.pts(5);
      b.dts(6);
      b.duration(7);
      b.flags(Buffer.DELTA);
      b.metadata("m");
      b.layout("l");
      b.close();
      Buffer again = Bells.acquire(pool);
      assertThat(again.offset()).isZero();
      assertThat(again.length()).isZero();
      assertThat(again.pts()).isEqualTo(Buffer.NO_TIME);
      assertThat(again.dts()).isEqualTo(Buffer.NO_TIME);
      assertThat(again.duration()).isEqualTo(Buffer.NO_TIME);
      assertThat(again.flags()).isZero();
      assertThat(again.metadata()).isNull();
      assertThat(again.layout()).isNull();
      assertThat(again.isWritable()).isTrue();
      again.close();
    }
  }

  @Test
  void shouldCountWaitsWhenExhausted() {
    try (FixedBufferPool pool = Bells.owned("small", 64, 2)) {
      Buffer a = Bells.acquire(pool);
      Buffer b = Bells.acquire(pool);
      assertThat(pool.hasFree()).isFalse();
      assertThat(pool.tryAcquire()).isNull();
      assertThat(pool.stats()).isEqualTo(new PoolStats(2, 0, 64, 2, 1, 0));
      a.close();
      assertThat(pool.hasFree()).isTrue();
      b.close();
      assertThat(pool.stats()).isEqualTo(new PoolStats(2, 2, 64, 2, 1, 0));
    }
  }

  @Test
  void shouldAlignSlotsAndKeepPaddingWhenSizesAreOdd() {
    PoolConfig config = new PoolConfig("odd", 1001, 3, 256, 100, false);
    try (FixedBufferPool pool = FixedBufferPool.create(config, false)) {
      pool.own(Doorbell.futex());
      List<Buffer> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Buffer b = Bells.acquire(pool);
        assertThat(b.segment().address() % 256).isZero();
        assertThat(b.segment().byteSize()).isEqualTo(1101);
        assertThat(b.capacity()).isEqualTo(1001);
        b.segment().fill((byte) 0xff);
        b.range(0, 1001);
        b.zeroPadding();
        MemorySegment rest = b.readOnlySegment().asSlice(1001);
        assertThat(rest.mismatch(MemorySegment.ofArray(new byte[100]))).isEqualTo(-1);
        all.add(b);
      }
      all.forEach(Buffer::close);
    }
  }

  @Test
  void shouldShareUntilLastCloseWhenSeveralHeadersAreOut() {
    try (FixedBufferPool pool = Bells.owned("share", 64, 1)) {
      Buffer a = Bells.acquire(pool);
      a.range(8, 16);
      a.pts(1);
      a.metadata("m");
      a.layout("l");
      Buffer b = a.share();
      assertThat(b.offset()).isEqualTo(8);
      assertThat(b.length()).isEqualTo(16);
      assertThat(b.pts()).isEqualTo(1);
      assertThat(b.metadata()).isEqualTo("m");
      assertThat(b.layout()).isEqualTo("l");
      assertThat(b.segment()).isSameAs(a.segment());
      assertThat(a.isWritable()).isFalse();
      a.close();
      assertThat(b.isWritable()).isTrue();
      assertThat(pool.hasFree()).isFalse();
      b.close();
      assertThat(pool.hasFree()).isTrue();
    }
  }

  @Test
  void shouldHaveAllThatAnotherHasWhenCopiedFromIt() {
    try (FixedBufferPool from = Bells.owned("from", 64, 1);
        FixedBufferPool pool = FixedBufferPool.create(new PoolConfig("to", 16, 1, 64, 24, false))) {
      pool.own(Doorbell.futex());
      Buffer one = Bells.acquire(from);
      one.segment().fill((byte) 7);
      one.range(9, 13);
      one.pts(1);
      one.dts(2);
      one.duration(3);
      one.flags(Buffer.DELTA);
      one.metadata("m");
      one.layout("l");
      Buffer copy = Bells.acquire(pool);
      copy.segment().fill((byte) 0xff);
      copy.range(3, 5);
      copy.copyFrom(one);
      assertThat(copy.offset()).isZero();
      assertThat(copy.length()).isEqualTo(13);
      assertThat(copy.pts()).isEqualTo(1);
      assertThat(copy.dts()).isEqualTo(2);
      assertThat(copy.duration()).isEqualTo(3);
      assertThat(copy.flags()).isEqualTo(Buffer.DELTA);
      assertThat(copy.metadata()).isEqualTo("m");
      assertThat(copy.layout()).isEqualTo("l");
      byte[] expected = new byte[40];
      Arrays.fill(expected, 0, 13, (byte) 7);
      Arrays.fill(expected, 37, 40, (byte) 0xff);
      assertThat(copy.readOnlySegment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
      copy.close();
      one.range(0, 17);
      Buffer small = Bells.acquire(pool);
      assertThatThrownBy(() -> small.copyFrom(one)).isInstanceOf(IndexOutOfBoundsException.class);
      small.close();
      one.close();
    }
  }

  @Test
  void shouldFailClearlyWhenHeadersRunOut() {
    try (FixedBufferPool pool = Bells.owned("tee", 64, 1)) {
      Buffer first = Bells.acquire(pool);
      List<Buffer> shares = new ArrayList<>();
      for (int i = 1; i < Slot.MAX_HEADERS; i++) {
        shares.add(first.share());
      }
      assertThat(first.tryShare()).isNull();
      assertThatThrownBy(first::share)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("all headers of the slot are out: pool=tee slot=0 headers=64");
      shares.removeLast().close();
      shares.add(first.share());
      shares.forEach(Buffer::close);
      assertThat(first.isWritable()).isTrue();
      first.close();
      assertThat(pool.stats().available()).isEqualTo(1);
    }
  }

  @Test
  void shouldFailClearlyWhenUsedAfterRelease() {
    try (FixedBufferPool pool = Bells.owned("late", 64, 1)) {
      Buffer b = Bells.acquire(pool);
      b.close();
      List<Runnable> uses =
          List.of(
              b::segment,
              b::readOnlySegment,
              b::offset,
              b::length,
              () -> b.range(0, 1),
              b::capacity,
              b::zeroPadding,
              b::pts,
              () -> b.pts(1),
              b::dts,
              () -> b.dts(1),
              b::duration,
              () -> b.duration(1),
              b::flags,
              () -> b.flags(1),
              b::metadata,
              () -> b.metadata(null),
              b::layout,
              () -> b.layout(null),
              () -> b.copyTimingFrom(b),
              b::isWritable,
              b::share);
      for (Runnable use : uses) {
        assertThatThrownBy(use::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("buffer used after its release: pool=late slot=0");
      }
      assertThatThrownBy(b::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("buffer released after its release: pool=late slot=0");
      assertThat(pool.stats().available()).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseRangeWhenOutsideSlot() {
    try (FixedBufferPool pool = Bells.owned("range", 100, 1)) {
      Buffer b = Bells.acquire(pool);
      b.range(0, 100);
      b.range(100, 0);
      long[][] bad = {
        {-1, 1}, {0, 101}, {1, 100}, {0, -1}, {Long.MAX_VALUE, 1}, {1, Long.MAX_VALUE}
      };
      for (long[] r : bad) {
        assertThatThrownBy(() -> b.range(r[0], r[1]))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessage(
                "range outside the slot: offset=%d length=%d capacity=100 pool=range slot=0"
                    .formatted(r[0], r[1]));
      }
      assertThat(b.offset()).isEqualTo(100);
      b.close();
    }
  }

  @Test
  void shouldRefuseAcquireWhenThreadIsNotOwner() throws InterruptedException {
    try (FixedBufferPool pool = Bells.owned("mine", 64, 1)) {
      assertThat(Bells.failureOnOtherThread(pool::tryAcquire))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("pool belongs to another thread: pool=mine owner=");
      assertThat(Bells.failureOnOtherThread(pool::hasFree))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldDetectMisuseForEverWhenChecked() {
    PoolConfig config = PoolConfig.of("checked", 64, 1);
    try (FixedBufferPool pool = FixedBufferPool.create(config, true)) {
      pool.own(Doorbell.futex());
      Buffer old = Bells.acquire(pool);
      old.close();
      Buffer fresh = Bells.acquire(pool);
      assertThat(fresh).isNotSameAs(old);
      assertThatThrownBy(old::close)
          .isInstanceOf(IllegalStateException.class)
          .hasCauseInstanceOf(Throwable.class)
          .hasMessageContaining("released after its release");
      Buffer second = fresh.share();
      assertThat(MemoryAudit.leaks())
          .filteredOn(leak -> leak.pool().equals("checked"))
          .hasSize(2)
          .allSatisfy(leak -> {
            assertThat(leak.slot()).isZero();
            assertThat(Objects.requireNonNull(leak.acquired()).getStackTrace())
                .anyMatch(f -> f.getMethodName().equals("shouldDetectMisuseForEverWhenChecked"));
          });
      second.close();
      fresh.close();
      assertThat(MemoryAudit.leaks()).noneMatch(leak -> leak.pool().equals("checked"));
    }
  }

  @Test
  void shouldListOnlyPoolsWithSlotsOutWhenAudited() {
    try (FixedBufferPool pool = Bells.owned("audited", 64, 4)) {
      assertThat(MemoryAudit.outstanding()).noneMatch(o -> o.pool().equals("audited"));
      Buffer a = Bells.acquire(pool);
      Buffer b = Bells.acquire(pool);
      Buffer c = b.share();
      assertThat(MemoryAudit.outstanding()).contains(new MemoryAudit.Outstanding("audited", 2, 3));
      a.close();
      b.close();
      c.close();
      assertThat(MemoryAudit.outstanding()).noneMatch(o -> o.pool().equals("audited"));
    }
  }

  @Test
  void shouldUnmapWithLastSlotWhenClosedEarly() throws InterruptedException {
    FixedBufferPool pool = Bells.owned("closing", 64, 2);
    Buffer a = Bells.acquire(pool);
    Buffer b = a.share();
    pool.close();
    assertThat(pool.isUnmapped()).isFalse();
    assertThatThrownBy(pool::tryAcquire)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pool is closed: pool=closing");
    a.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
    a.close();
    assertThat(pool.isUnmapped()).isFalse();
    assertThat(b.segment().get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
    MemorySegment kept = b.segment();
    b.close();
    assertThat(pool.isUnmapped()).isTrue();
    assertThatThrownBy(() -> kept.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pool.own(Doorbell.futex())).hasMessageContaining("pool is closed");
    pool.close();
  }

  @Test
  void shouldUnmapWhenLastSlotComesFromAnotherThreadAfterOwnerEnded() throws InterruptedException {
    FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of("orphan", 64, 2), false);
    Buffer[] out = new Buffer[1];
    Thread owner =
        new Thread(() -> {
          pool.own(Doorbell.futex());
          out[0] = Bells.acquire(pool);
        });
    owner.start();
    owner.join();
    pool.close();
    assertThat(pool.isUnmapped()).isFalse();
    out[0].close();
    assertThat(pool.isUnmapped()).isTrue();
  }

  @Test
  void shouldLeaveUnmappingToOwnerWhenOwnerIsAlive() throws InterruptedException {
    FixedBufferPool pool = Bells.owned("alive", 64, 2);
    Buffer a = Bells.acquire(pool);
    assertThat(Bells.failureOnOtherThread(pool::close)).isNull();
    assertThat(pool.isUnmapped()).isFalse();
    a.close();
    assertThat(pool.isUnmapped()).isTrue();
  }

  @Test
  void shouldUnmapAndReportWhenPoolIsForgottenWithSlotsOut() {
    SharedArena arena = forgottenPool();
    MemoryAudit.Outstanding lost = new MemoryAudit.Outstanding("forgotten", 1, 1);
    Bells.until(
        "arena of an unreachable pool is unmapped",
        () -> {
          System.gc();
          return arena.fd() < 0;
        });
    assertThat(MemoryAudit.outstanding()).contains(lost);
    MemoryAudit.forgetLost();
    assertThat(MemoryAudit.outstanding()).doesNotContain(lost);
  }

  private static SharedArena forgottenPool() {
    FixedBufferPool pool = Bells.owned("forgotten", 64, 2);
    Bells.acquire(pool);
    return pool.arena();
  }

  @Test
  void shouldMakeHeadersOnDemandWhenPoolIsLarge() {
    try (FixedBufferPool pool = Bells.owned("large", 64, 5000)) {
      List<Buffer> all = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        Buffer b = Bells.acquire(pool);
        all.add(b);
        all.add(b.share());
      }
      assertThat(all).doesNotHaveDuplicates();
      assertThat(MemoryAudit.leaks()).filteredOn(l -> l.pool().equals("large")).hasSize(10_000);
      all.forEach(Buffer::close);
      assertThat(pool.stats().available()).isEqualTo(5000);
    }
  }

  @Test
  void shouldAllocateNothingWhenWarm() {
    try (FixedBufferPool pool = Bells.owned("lean", 64, 4);
        Doorbell bell = Doorbell.futex()) {
      SpscLink link = new SpscLink(4, 4);
      BooleanSupplier empty = link::isEmpty;
      bell.spins(1);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      Runnable work =
          () -> {
            for (int i = 0; i < 20_000; i++) {
              Buffer b = Bells.acquire(pool);
              b.range(0, 8);
              link.offer(b.share());
              Buffer got = (Buffer) link.poll();
              b.close();
              bell.await(empty, Long.MAX_VALUE);
              bell.ring();
              if (got != null) {
                got.close();
              }
            }
          };
      work.run();
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // The counter itself allocates; a byte per iteration would be 20,000.
      assertThat(allocated).isLessThan(2_000);
    }
  }

  @Test
  void shouldRefuseSizesWhenOutOfRange() {
    assertThatThrownBy(() -> PoolConfig.of("p", 0, 1)).hasMessageContaining("slotBytes=0");
    assertThatThrownBy(() -> PoolConfig.of("p", 1L << 32, 1)).hasMessageContaining("slotBytes");
    assertThatThrownBy(() -> PoolConfig.of("p", 1, 0)).hasMessageContaining("slots=0");
    assertThatThrownBy(() -> PoolConfig.of("p", 1, (1 << 20) + 1)).hasMessageContaining("slots");
    assertThatThrownBy(() -> new PoolConfig("p", 1, 1, 48, 0, false))
        .hasMessageContaining("alignment=48");
    assertThatThrownBy(() -> new PoolConfig("p", 1, 1, 8192, 0, false))
        .hasMessageContaining("alignment=8192");
    assertThatThrownBy(() -> new PoolConfig("p", 1, 1, 64, -1, false))
        .hasMessageContaining("padding=-1");
  }

  @Test
  void shouldRefuseArenaWhenLargerThanMemory() {
    assertThatThrownBy(() -> FixedBufferPool.create(PoolConfig.of("vast", (1L << 32) - 1, 1 << 20)))
        .isInstanceOf(ArenaException.class)
        .hasMessageContaining("more than 3/4 of the free memory: pool=vast");
  }

  @Test
  void shouldReportPagesWhenHugePagesAreAskedFor() {
    PoolConfig config = new PoolConfig("huge", 1 << 20, 4, 64, 64, true);
    try (FixedBufferPool pool = FixedBufferPool.create(config, false)) {
      pool.own(Doorbell.futex());
      assertThat(pool.pages()).isIn((Object[]) PageKind.values());
      Buffer b = Bells.acquire(pool);
      b.segment().fill((byte) 7);
      assertThat(b.segment().get(ValueLayout.JAVA_BYTE, (1 << 20) - 1)).isEqualTo((byte) 7);
      b.close();
    }
  }
}
