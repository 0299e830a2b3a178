package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Futex;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A doorbell that also sleeps on words of other processes. */
class WatchedWordsTest {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final BooleanSupplier NEVER = () -> false;

  private final Doorbell bell = Doorbell.futex();
  private final int fd = MemFd.create("word", ArenaHeader.PAGE, 0);
  private final Mapping mine = Mapping.readOnly(fd, 0, ArenaHeader.PAGE);
  private final Mapping theirs = Mapping.writable(fd, 0, ArenaHeader.PAGE);
  private final AtomicInteger asleep = new AtomicInteger();
  private final WakeWord word =
      new WakeWord() {
        @Override
        public MemorySegment word() {
          return mine.segment().asSlice(0, Integer.BYTES);
        }

        @Override
        public void asleep(boolean sleeping) {
          asleep.set(sleeping ? asleep.get() + 1 : 0);
        }
      };

  @AfterEach
  void free() {
    bell.close();
    mine.close();
    theirs.close();
    Unistd.close(fd);
  }

  private void wake() {
    INT.getAndAdd(theirs.segment(), 0L, 1);
    Futex.futex(theirs.segment(), Futex.FUTEX_WAKE, 1, null);
  }

  /** What the other side does: publishes, looks whether somebody sleeps, wakes. */
  private void tell(AtomicBoolean ready) {
    Bells.until("sleeper said that it sleeps", () -> asleep.get() > 0);
    ready.set(true);
    wake();
  }

  private static long end() {
    return System.nanoTime() + 20_000_000_000L;
  }

  @Test
  void shouldWakeWhenTheOtherSideChangesItsWord() throws Exception {
    bell.spins(0);
    bell.watch(word);
    AtomicBoolean ready = new AtomicBoolean();
    Thread teller = Thread.ofPlatform().start(() -> tell(ready));
    assertThat(bell.await(ready::get, end())).isTrue();
    teller.join();
    assertThat(asleep.get()).isZero();
  }

  @Test
  void shouldNotSleepWhenTheWordChangedAfterItWasNoted() {
    bell.spins(0);
    bell.watch(word);
    AtomicInteger looks = new AtomicInteger();
    BooleanSupplier changesWhileLooked =
        () -> {
          if (looks.incrementAndGet() < 3) {
            wake();
          }
          return looks.get() == 4;
        };
    assertThat(bell.await(changesWhileLooked, end())).isTrue();
    assertThat(looks.get()).isEqualTo(4);
  }

  /** Each sleep is over at once; without a limit there would be some 100,000 in that time. */
  @Test
  void shouldSleepAllTheSameWhenTheOtherSideKeepsChangingTheWord() {
    bell.spins(0);
    bell.watch(word);
    AtomicInteger looks = new AtomicInteger();
    BooleanSupplier changesWhileLooked =
        () -> {
          looks.incrementAndGet();
          wake();
          return false;
        };
    long begin = System.nanoTime();
    assertThat(bell.await(changesWhileLooked, begin + 300_000_000L)).isFalse();
    long ms = (System.nanoTime() - begin) / 1_000_000;
    assertThat((long) looks.get()).isLessThan(1000 + 8 * ms);
  }

  @Test
  void shouldWakeWhenRungThoughTheOtherSideKeepsChangingTheWord() throws Exception {
    bell.spins(0);
    bell.watch(word);
    AtomicBoolean ready = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    BooleanSupplier changesWhileLooked =
        () -> {
          wake();
          looks.incrementAndGet();
          return ready.get();
        };
    Thread ringer =
        Thread.ofPlatform()
            .start(() -> {
              Bells.until("sleeper has slept some times", () -> looks.get() > 100);
              ready.set(true);
              bell.ring();
            });
    assertThat(bell.await(changesWhileLooked, end())).isTrue();
    ringer.join();
  }

  @Test
  void shouldWakeWhenRungThoughItWatchesWords() throws Exception {
    bell.spins(0);
    bell.watch(word);
    AtomicBoolean ready = new AtomicBoolean();
    Thread ringer =
        Thread.ofPlatform()
            .start(() -> {
              Bells.until("sleeper said that it sleeps", () -> asleep.get() > 0);
              ready.set(true);
              bell.ring();
            });
    assertThat(bell.await(ready::get, end())).isTrue();
    ringer.join();
  }

  @Test
  void shouldWakeForWordAndDescriptorWhenItWaitsForBoth() throws Exception {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    bell.watch(word);
    AtomicBoolean ready = new AtomicBoolean();
    Thread teller = Thread.ofPlatform().start(() -> tell(ready));
    assertThat(bell.awaitReadable(pipe[0], ready::get, end())).isTrue();
    teller.join();
    try (Arena arena = Arena.ofConfined()) {
      Unistd.write(pipe[1], arena.allocate(1), 0, 1);
    }
    assertThat(bell.awaitReadable(pipe[0], NEVER, Long.MAX_VALUE)).isFalse();
    Unistd.close(pipe[0]);
    Unistd.close(pipe[1]);
  }

  @Test
  void shouldForgetTheWordWhenItIsUnwatched() {
    bell.watch(word);
    bell.unwatch(word);
    bell.unwatch(word);
    assertThat(bell.await(NEVER, System.nanoTime() + 1_000_000)).isFalse();
    assertThat(asleep.get()).isZero();
  }

  @Test
  void shouldRefuseAWordWhenThereAreTooManyOrTheBellIsForVirtualThreads() {
    for (int i = 0; i < 127; i++) {
      bell.watch(word);
    }
    assertThatThrownBy(() -> bell.watch(word)).hasMessageContaining("words=127");
    assertThat(bell.await(NEVER, System.nanoTime() + 1_000_000)).isFalse();
    try (Doorbell park = Doorbell.park()) {
      assertThatThrownBy(() -> park.watch(word)).hasMessageContaining("virtual thread");
    }
  }
}
