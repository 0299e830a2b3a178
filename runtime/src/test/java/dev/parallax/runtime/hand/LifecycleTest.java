package dev.parallax.runtime.hand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.pipeline.Clock;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.State;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errors, ends and state changes that come at the wrong moment. */
@Timeout(30)
class LifecycleTest {
  @AfterEach
  void shouldLeakNothing() {
    Hand.Hook.clear();
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  private static void running(Pipeline pipeline) {
    pipeline.prepare();
    pipeline.activate();
  }

  @Test
  void shouldStopAllTheSameWhenListenerThrows() {
    Pipeline pipeline = Pipeline.parse("hsrc ! queue ! fail after=3 ! hsink");
    pipeline
        .bus()
        .listen(m -> {
          throw new IllegalStateException("listener is broken");
        });
    assertThatThrownBy(pipeline::run).hasMessageContaining("unit is damaged");
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
  }

  @Test
  void shouldRefuseToWaitForItselfWhenListenerSuspends() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch told = new CountDownLatch(1);
    try (Pipeline pipeline = Pipeline.parse("hsrc num-buffers=10 ! queue ! hsink")) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Eos) {
              try {
                pipeline.close();
              } catch (ParallaxException e) {
                thrown.set(e);
              }
              told.countDown();
            }
          });
      running(pipeline);
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(thrown.get())
        .hasMessageContaining("PLX-RUN-003")
        .hasMessageContaining("own threads");
  }

  @Test
  void shouldSuspendWhenCallerIsInterrupted() {
    Pipeline pipeline = Pipeline.parse("hsrc ! queue ! hsink");
    Thread.currentThread().interrupt();
    assertThatThrownBy(pipeline::run).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
    Pipeline late = Pipeline.parse("hsrc ! queue ! hsink");
    running(late);
    Thread.currentThread().interrupt();
    assertThatThrownBy(late::await).hasMessageContaining("interrupted");
    late.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(late.state()).isEqualTo(State.SUSPENDED);
  }

  @Test
  void shouldSuspendAgainWhenStartFails() {
    Hand.Hook.onStart =
        () -> {
          throw new IOException("no such device");
        };
    AtomicInteger stopped = new AtomicInteger();
    Hand.Hook.onStop = stopped::incrementAndGet;
    Pipeline pipeline = Pipeline.parse("hsrc num-buffers=3 ! queue ! hook name=h ! hsink");
    assertThatThrownBy(pipeline::run).hasMessageContaining("h: no such device");
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
    assertThat(stopped).hasValue(0);
    Hand.Hook.onStart = () -> {};
    pipeline.run();
    assertThat(stopped).hasValue(1);
  }

  @Test
  void shouldThrowFromRunWhenStopFails() {
    Hand.Hook.onStop =
        () -> {
          throw new IOException("no space left");
        };
    Pipeline pipeline = Pipeline.parse("hsrc num-buffers=3 ! hook name=h ! hsink");
    assertThatThrownBy(pipeline::run).hasMessageContaining("h: no space left");
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
  }

  /** The listener is called between the two steps of run. */
  @Test
  void shouldThrowFromRunWhatFailedBeforeItWasActive() {
    Hand.Hook.onChanged =
        () -> {
          throw new IOException("bad value");
        };
    Pipeline pipeline = Pipeline.parse("hsrc ! hook name=h ! hsink");
    CountDownLatch failed = new CountDownLatch(1);
    pipeline
        .bus()
        .listen(m -> {
          if (m instanceof Message.StateChanged s && s.now() == State.IDLE) {
            pipeline.set("h", "value", 7);
            await(failed);
          } else if (m instanceof Message.StateChanged s && s.now() == State.ERROR) {
            failed.countDown();
          }
        });
    assertThatThrownBy(pipeline::run).hasMessageContaining("h: bad value");
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
  }

  @Test
  void shouldNotEndWhatRunsWhenRunIsCalledAgain() {
    try (Pipeline pipeline = Pipeline.parse("hsrc ! hsink")) {
      running(pipeline);
      assertThatThrownBy(pipeline::run).hasMessageContaining("PLX-RUN-003");
      assertThat(pipeline.state()).isEqualTo(State.RUNNING);
    }
  }

  @Test
  void shouldRefuseToSendASeek() {
    try (Pipeline pipeline = Pipeline.parse("hsrc ! hook name=h ! hsink")) {
      running(pipeline);
      for (Event.Upstream seek : List.of(new Event.Seek(0), new Event.SeekBytes(0))) {
        assertThatThrownBy(() -> pipeline.send("h", seek))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("use Pipeline.seek");
      }
      Hand.Hook.onBuffer = () -> Hand.Hook.context.sendUpstream(new Event.Seek(0));
      assertThatThrownBy(pipeline::await).hasMessageContaining("element=h");
    }
  }

  @Test
  void shouldStopWhenUnblockThrows() {
    Hand.Hook.onUnblock =
        () -> {
          throw new IllegalStateException("unblock is broken");
        };
    Pipeline pipeline = Pipeline.parse("hsrc ! queue ! hook ! queue ! hsink");
    running(pipeline);
    pipeline.pause();
    pipeline.close();
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
  }

  @Test
  void shouldNotFailWhenBlockedCallThrowsBecauseItWasUnblocked() {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Hand.Hook.onBuffer =
        () -> {
          blocked.countDown();
          closed.await();
          throw new IOException("socket closed");
        };
    Hand.Hook.onUnblock = closed::countDown;
    Pipeline pipeline = Pipeline.parse("hsrc ! hook ! hsink");
    running(pipeline);
    assertThat(await(blocked)).isTrue();
    pipeline.close();
    assertThat(pipeline.error()).isNull();
  }

  /** What is behind the queue takes nothing until the thread before it has waited for room. */
  @Test
  void shouldDoWorkBeforeItWaitsForRoom() {
    CountDownLatch done = new CountDownLatch(1);
    Hand.Hook.onBuffer =
        () -> {
          if (!isSourceThread() && !await(done)) {
            throw new IOException("source has not waited");
          }
        };
    Hand.Hook.beforeWait =
        () -> {
          if (isSourceThread()) {
            done.countDown();
          }
        };
    try (Pipeline pipeline =
        Pipeline.parse("hsrc num-buffers=1000 ! hook ! queue ! hook ! hsink")) {
      pipeline.run();
    }
    assertThat(done.getCount()).isZero();
  }

  private static boolean isSourceThread() {
    return Thread.currentThread().getName().contains("hsrc");
  }

  @Test
  void shouldDoWorkBeforeItIsPaused() {
    CountDownLatch passed = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Hand.Hook.onBuffer = passed::countDown;
    Hand.Hook.beforeWait =
        () -> {
          if (passed.getCount() == 0) {
            done.countDown();
          }
        };
    try (Pipeline pipeline = Pipeline.parse("hsrc ! hook ! hsink")) {
      running(pipeline);
      assertThat(await(passed)).isTrue();
      pipeline.pause();
      assertThat(await(done)).isTrue();
    }
  }

  @Test
  void shouldNameElementWhenWorkBeforeWaitFails() {
    Hand.Hook.beforeWait =
        () -> {
          throw new IllegalArgumentException("work is broken");
        };
    Pipeline pipeline = Pipeline.parse("hsrc num-buffers=10 ! queue ! hook name=worker ! hsink");
    assertThatThrownBy(pipeline::run)
        .hasMessageContaining("worker")
        .hasMessageContaining("work is broken");
  }

  @Test
  void shouldGiveBackAcquiredViewWhenElementThrows() {
    Hand.Hook.acquires = true;
    Hand.Hook.onBuffer =
        () -> {
          throw new IOException("damaged");
        };
    Pipeline pipeline = Pipeline.parse("hsrc ! hook ! hsink");
    assertThatThrownBy(pipeline::run).hasMessageContaining("damaged");
  }

  @Test
  void shouldGiveBackBufferWhenPropertyFails() {
    Hand.Hook.onChanged =
        () -> {
          throw new IOException("bad value");
        };
    Pipeline pipeline = Pipeline.parse("hsrc ! hook name=h ! hsink");
    running(pipeline);
    pipeline.set("h", "value", 7);
    assertThatThrownBy(pipeline::await).hasMessageContaining("bad value");
    assertThat(pipeline.state()).isEqualTo(State.ERROR);
    pipeline.close();
  }

  @Test
  void shouldReturnFromAwaitAtNewEndWhenFlushedMeanwhile() throws Exception {
    try (Pipeline pipeline = Pipeline.parse("hsrc ! queue ! hsink")) {
      running(pipeline);
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Boolean> waits =
          CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            return pipeline.await(20, TimeUnit.SECONDS);
          });
      begun.await();
      for (int i = 0; i < 5; i++) {
        pipeline.flush();
      }
      pipeline.requestEos();
      assertThat(waits.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldEndAgainAfterEveryFlush() {
    try (Pipeline pipeline =
        Pipeline.parse("hsrc num-buffers=4 ! queue ! pass ! queue ! pass ! queue ! hsink")) {
      running(pipeline);
      for (int i = 0; i < 200; i++) {
        assertThat(pipeline.await(10, TimeUnit.SECONDS)).as("round " + i).isTrue();
        pipeline.flush();
      }
    }
  }

  /** One domain waits at the barrier of the flush while the other computes. */
  @Test
  void shouldFinishFlushWhenCallerIsInterrupted() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(2);
    Hand.Hook.onBuffer =
        () -> {
          entered.countDown();
          asked.await();
        };
    Hand.Hook.onUnblock = asked::countDown;
    try (Pipeline pipeline = Pipeline.parse("hsrc ! queue ! hook ! hsink")) {
      running(pipeline);
      assertThat(await(entered)).isTrue();
      Thread.currentThread().interrupt();
      pipeline.flush();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(asked.getCount()).isZero();
      pipeline.pause();
      pipeline.flush();
      pipeline.activate();
      pipeline.requestEos();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /**
   * Both domains fail in their reset, the first one while the last to arrive has not yet said that
   * all are there: a clock holds it up.
   */
  @Test
  void shouldNotForgetTheErrorWhenResetFailsInAFlush() throws Exception {
    CountDownLatch resets = new CountDownLatch(2);
    Hand.Hook.onReset =
        () -> {
          resets.countDown();
          throw new IOException("can't reset");
        };
    CountDownLatch told = new CountDownLatch(1);
    AtomicBoolean holdsUp = new AtomicBoolean();
    Clock clock =
        () -> {
          if (holdsUp.compareAndSet(true, false)) {
            await(told);
          }
          return System.nanoTime();
        };
    try (Pipeline pipeline = Pipeline.parse("hsrc ! hook ! queue ! hook ! hsink").clock(clock)) {
      running(pipeline);
      CompletableFuture<Void> waits =
          CompletableFuture.runAsync(() -> pipeline.await(20, TimeUnit.SECONDS))
              .whenComplete((none, error) -> told.countDown());
      holdsUp.set(true);
      assertThatThrownBy(pipeline::flush).hasMessageContaining("can't reset");
      assertThat(await(resets)).isTrue();
      assertThatThrownBy(() -> pipeline.await(10, TimeUnit.SECONDS))
          .hasMessageContaining("can't reset");
      assertThatThrownBy(waits::join).hasMessageContaining("can't reset");
    }
  }

  @Test
  void shouldTellFormatAgainWhenFlushDiscardedIt() {
    try (Pipeline pipeline = Pipeline.parse("hsrc ! queue ! hook ! hsink")) {
      CountDownLatch entered = new CountDownLatch(1);
      Hand.Hook.onBuffer = entered::countDown;
      running(pipeline);
      for (int i = 0; i < 50; i++) {
        pipeline.flush();
        pipeline.flush();
      }
      assertThat(await(entered)).isTrue();
      assertThat(Hand.Hook.configured).isEqualTo(1);
    }
  }

  @Test
  void shouldConfigureInEveryRun() {
    Pipeline pipeline = Pipeline.parse("hsrc num-buffers=2 ! hook ! hsink");
    pipeline.run();
    pipeline.run();
    assertThat(Hand.Hook.configured).isEqualTo(2);
  }

  @Test
  void shouldTakePropertyThatWasSetWhilePausedInFrontOfFullQueue() {
    CountDownLatch changed = new CountDownLatch(1);
    Hand.Hook.onChanged = changed::countDown;
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Hand.Hook.onBuffer =
        () -> {
          if (Thread.currentThread().getName().contains("slow")) {
            stuck.countDown();
            free.await();
          }
        };
    try (Pipeline pipeline =
        Pipeline.parse("hsrc ! hook name=h ! queue max-size-buffers=1 ! hook name=slow ! hsink")) {
      running(pipeline);
      assertThat(await(stuck)).isTrue();
      CompletableFuture<Void> pausing = CompletableFuture.runAsync(pipeline::pause);
      free.countDown();
      pausing.join();
      pipeline.set("h", "value", 3);
      assertThat(pipeline.get("h", "value")).isEqualTo(3);
      pipeline.activate();
      assertThat(await(changed)).isTrue();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
