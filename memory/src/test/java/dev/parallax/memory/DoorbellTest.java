package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoorbellTest {
  enum Kind {
    FUTEX(Doorbell::futex),
    PARK(Doorbell::park);

    final Supplier<Doorbell> maker;

    Kind(Supplier<Doorbell> maker) {
      this.maker = maker;
    }
  }

  private static final BooleanSupplier NEVER = () -> false;

  @ParameterizedTest
  @EnumSource
  void shouldReturnAtOnceWhenReadyOrLate(Kind kind) {
    try (Doorbell bell = kind.maker.get()) {
      for (int spins : new int[] {0, 5}) {
        bell.spins(spins);
        assertThat(bell.await(() -> true, Long.MAX_VALUE)).isTrue();
        assertThat(bell.await(() -> true, System.nanoTime() - 1)).isTrue();
        assertThat(bell.await(NEVER, System.nanoTime() - 1)).isFalse();
        assertThat(bell.await(NEVER, System.nanoTime() + 1_000_000)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotLoseReadyWhenRungBefore(Kind kind) {
    try (Doorbell bell = kind.maker.get()) {
      AtomicBoolean ready = new AtomicBoolean(true);
      bell.ring();
      assertThat(bell.await(ready::get, Long.MAX_VALUE)).isTrue();
      ready.set(false);
      bell.ring();
      assertThat(bell.await(ready::get, System.nanoTime() + 1_000_000)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldWakeWithoutNeedWhenRungAsleep(Kind kind) throws InterruptedException {
    try (Doorbell bell = kind.maker.get()) {
      AtomicInteger checks = new AtomicInteger();
      bell.spins(0);
      AtomicBoolean stop = new AtomicBoolean();
      Thread ringer =
          new Thread(() -> {
            while (!stop.get()) {
              bell.ring();
              Thread.onSpinWait();
            }
          });
      ringer.start();
      boolean ready =
          bell.await(
              () -> {
                checks.incrementAndGet();
                return false;
              },
              Long.MAX_VALUE);
      stop.set(true);
      ringer.join();
      assertThat(ready).isFalse();
      assertThat(checks.get()).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSleepManySlicesWhenNobodyRings(Kind kind) {
    try (Doorbell bell = kind.maker.get()) {
      long end = System.nanoTime() + 250_000_000;
      assertThat(bell.await(NEVER, end)).isFalse();
      assertThat(System.nanoTime() - end).isGreaterThanOrEqualTo(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLoseNoRingWhenPingPongWithoutSpinning(Kind kind) throws InterruptedException {
    pingPong(kind, false);
  }

  @ParameterizedTest
  @EnumSource
  void shouldLoseNoRingWhenPingPongByPoll(Kind kind) throws InterruptedException {
    pingPong(kind, true);
  }

  /**
   * Every turn needs a ring; the join's time limit allows for two hundred lost ones in thousands.
   */
  private static void pingPong(Kind kind, boolean poll) throws InterruptedException {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    int n = 5_000;
    AtomicInteger turn = new AtomicInteger();
    try (Doorbell a = kind.maker.get();
        Doorbell b = kind.maker.get()) {
      a.spins(0);
      b.spins(0);
      Thread other = new Thread(() -> play(turn, 1, n, b, a, poll, pipe[0]));
      other.start();
      play(turn, 0, n, a, b, poll, pipe[0]);
      other.join(20_000);
      assertThat(turn.get()).isEqualTo(2 * n);
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }

  private static void play(
      AtomicInteger turn, int me, int n, Doorbell mine, Doorbell theirs, boolean poll, int fd) {
    BooleanSupplier myTurn = () -> turn.get() % 2 == me;
    for (int i = 0; i < n; i++) {
      while (!myTurn.getAsBoolean()) {
        if (poll) {
          mine.awaitReadable(fd, myTurn, Long.MAX_VALUE);
        } else {
          mine.await(myTurn, Long.MAX_VALUE);
        }
      }
      turn.incrementAndGet();
      theirs.ring();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldReturnWhenDescriptorIsReadable(Kind kind) throws InterruptedException {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    try (Doorbell bell = kind.maker.get();
        Arena arena = Arena.ofShared()) {
      assertThat(bell.awaitReadable(pipe[0], NEVER, System.nanoTime() + 1_000_000)).isFalse();
      Thread writer = new Thread(() -> Unistd.write(pipe[1], arena.allocate(1), 0, 1));
      writer.start();
      assertThat(bell.awaitReadable(pipe[0], NEVER, Long.MAX_VALUE)).isFalse();
      writer.join();
      assertThat(FdIo.read(pipe[0], arena.allocate(8), 0, 8)).isEqualTo(1);
      assertThat(bell.awaitReadable(pipe[0], () -> true, Long.MAX_VALUE)).isTrue();
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }

  /** Blind patience made udpsrc lose most of what came in bursts. */
  @ParameterizedTest
  @EnumSource
  void shouldLookAtDescriptorWhenItIsPatient(Kind kind) {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    try (Doorbell bell = kind.maker.get();
        Arena arena = Arena.ofConfined()) {
      bell.spins(1_000_000);
      Unistd.write(pipe[1], arena.allocate(1), 0, 1);
      AtomicInteger looks = new AtomicInteger();
      boolean ready =
          bell.awaitReadable(
              pipe[0],
              () -> {
                looks.incrementAndGet();
                return false;
              },
              Long.MAX_VALUE);
      assertThat(ready).isFalse();
      assertThat(looks.get()).isEqualTo(1);
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }

  @Test
  void shouldLeaveCarriersFreeWhenVirtualThreadsWaitForDescriptors() throws InterruptedException {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    int waiters = 4 * Runtime.getRuntime().availableProcessors();
    AtomicInteger woken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      for (int i = 0; i < waiters; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  try (Doorbell bell = Doorbell.park()) {
                    bell.awaitReadable(pipe[0], NEVER, Long.MAX_VALUE);
                    woken.incrementAndGet();
                  }
                }));
      }
      Thread free = Thread.ofVirtual().start(() -> Unistd.write(pipe[1], arena.allocate(1), 0, 1));
      free.join();
      for (Thread t : threads) {
        t.join(20_000);
      }
      assertThat(woken.get()).isEqualTo(waiters);
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }

  @Test
  void shouldLoseNoRingWhenVirtualThreadWaitsForDescriptor() throws InterruptedException {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    AtomicInteger turn = new AtomicInteger();
    int n = 1_000;
    try (Doorbell a = Doorbell.park();
        Doorbell b = Doorbell.futex()) {
      Thread virtual = Thread.ofVirtual().start(() -> play(turn, 1, n, a, b, true, pipe[0]));
      play(turn, 0, n, b, a, false, pipe[0]);
      virtual.join(20_000);
      assertThat(turn.get()).isEqualTo(2 * n);
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }

  @Test
  void shouldReturnWhenWriterOfPipeIsGone() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    Unistd.close(pipe[1]);
    try (Doorbell bell = Doorbell.futex()) {
      assertThat(bell.awaitReadable(pipe[0], NEVER, Long.MAX_VALUE)).isFalse();
    } finally {
      Unistd.close(pipe[0]);
    }
  }

  @Test
  void shouldSleepWhenThreadIsInterrupted() {
    try (Doorbell bell = Doorbell.park()) {
      Thread.currentThread().interrupt();
      AtomicInteger checks = new AtomicInteger();
      bell.spins(0);
      bell.await(
          () -> {
            checks.incrementAndGet();
            return false;
          },
          System.nanoTime() + 20_000_000);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(checks.get()).isLessThan(100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseWaitingWhenClosed(Kind kind) {
    Doorbell bell = kind.maker.get();
    bell.close();
    bell.close();
    bell.ring();
    assertThatThrownBy(() -> bell.await(NEVER, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("doorbell is closed");
    assertThatThrownBy(() -> Doorbell.futex().spins(-1)).hasMessageContaining("iterations=-1");
    assertThatThrownBy(() -> Doorbell.futex().awaitReadable(-1, NEVER, 0))
        .hasMessageContaining("fd=-1");
  }
}
