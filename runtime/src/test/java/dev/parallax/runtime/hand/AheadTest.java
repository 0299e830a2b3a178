package dev.parallax.runtime.hand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.remote.ThreadPeer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Buffers that are under way in another process while their host goes on. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AheadTest {
  private static final int AHEAD = 16;

  /** Entries of several rings. */
  private static final int MANY = 10_000;

  @AfterEach
  void shouldLeakNothing() {
    Hand.Hook.clear();
    Hand.Source.growing = null;
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  private static Pipeline remote(String text) {
    Pipeline pipeline = Pipeline.parse(text);
    pipeline.placement((name, element) ->
        element.name().equals("hook") || element.name().equals("fail")
            ? ThreadPeer.LAUNCHER
            : null);
    return pipeline;
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static Snapshot.ElementCounters counters(Pipeline pipeline, String element) {
    return pipeline.snapshot().elements().stream()
        .filter(e -> e.name().startsWith(element))
        .findFirst()
        .orElseThrow();
  }

  private static void stop(AtomicInteger calls, CountDownLatch gate) throws InterruptedException {
    if (calls.incrementAndGet() == 1) {
      gate.await();
    }
  }

  @Test
  void shouldGoOnWhileTheFirstBufferIsProcessed() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Hand.Hook.onBuffer = () -> stop(calls, gate);
    try (Pipeline pipeline = remote("hsrc num-buffers=200 ! hook ! hsink")) {
      pipeline.prepare();
      pipeline.activate();
      // The source may be this far before the peer has begun with the first one.
      until(() -> counters(pipeline, "hsrc").buffersOut() >= AHEAD && calls.get() > 0);
      assertThat(calls).hasValue(1);
      gate.countDown();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(counters(pipeline, "hsink").buffersIn()).isEqualTo(200);
      assertThat(calls).hasValue(200);
    }
    assertThat(Hand.Sink.ALL.getLast().disorder).isZero();
  }

  /** The last ones come although nothing else does. */
  @Test
  void shouldSendOnWhatIsUnderWayWhenTheSourceWaits() {
    try (Pipeline pipeline = remote("hsrc num-buffers=3 ! queue ! hook ! hook ! hsink")) {
      pipeline.run();
      assertThat(counters(pipeline, "hsink").buffersIn()).isEqualTo(3);
    }
  }

  @Test
  void shouldNameTheElementWhenAnEarlierBufferFails() {
    try (Pipeline pipeline = remote("hsrc num-buffers=200 ! fail name=f after=3 ! hsink")) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining("[PLX-RUN-001] f: unit is damaged unit=7");
      assertThat(counters(pipeline, "hsink").buffersIn()).isEqualTo(3);
    }
  }

  @Test
  void shouldSendAllOnWhenPaused() {
    AtomicInteger calls = new AtomicInteger();
    Hand.Hook.onBuffer = calls::incrementAndGet;
    try (Pipeline pipeline = remote("hsrc ! hook ! hsink")) {
      pipeline.prepare();
      for (int i = 1; i < 20; i++) {
        int least = i * 100;
        pipeline.activate();
        until(() -> calls.get() > least);
        pipeline.pause();
        int done = calls.get();
        assertThat(counters(pipeline, "hsrc").buffersOut()).isEqualTo(done);
        assertThat(counters(pipeline, "hsink").buffersIn()).isEqualTo(done);
      }
    }
  }

  /** What unblocks calls is over when the pipeline goes on: the second pause finds them blocked. */
  @Test
  void shouldBlockAgainWhenPausedTwice() {
    AtomicInteger calls = new AtomicInteger();
    Hand.Hook.onBuffer =
        () -> {
          calls.incrementAndGet();
          Context context = Hand.Hook.context;
          until(() -> context == null || context.interrupted());
        };
    try (Pipeline pipeline = remote("hsrc ! hook ! hsink")) {
      pipeline.prepare();
      for (int i = 0; i < 3; i++) {
        int before = calls.get();
        pipeline.activate();
        until(() -> calls.get() > before);
        pipeline.pause();
        assertThat(calls.get() - before).isBetween(1, AHEAD + 2);
      }
    }
  }

  @Test
  void shouldForgetWhatIsUnderWayWhenFlushed() {
    AtomicInteger calls = new AtomicInteger();
    Hand.Hook.onBuffer = calls::incrementAndGet;
    try (Pipeline pipeline = remote("hsrc ! hook ! queue ! hsink")) {
      pipeline.prepare();
      pipeline.activate();
      for (int i = 1; i < 10; i++) {
        int least = calls.get() + 50;
        until(() -> calls.get() > least);
        pipeline.flush();
      }
      pipeline.requestEos();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
      Snapshot.ElementCounters hook = counters(pipeline, "hook");
      assertThat(hook.buffersIn()).isEqualTo(calls.get() + hook.dropped());
    }
  }

  /** More than a link holds, while its host has nothing to say that could wake the element. */
  @Test
  void shouldGoOnWhenOneCallSaysMoreThanTheLinkHolds() {
    Hand.Hook.onBuffer =
        () -> {
          for (int i = 0; i < MANY; i++) {
            Hand.Hook.context.countDropped(1);
          }
        };
    try (Pipeline pipeline = remote("hsrc num-buffers=2 ! hook ! hsink")) {
      pipeline.prepare();
      pipeline.activate();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).as("the stream ends").isTrue();
      assertThat(counters(pipeline, "hook").dropped()).isEqualTo(2 * MANY);
    }
  }

  /** Parts of what was lent cost no lease, so that nothing comes back for them. */
  @Test
  void shouldGoOnWhenOneCallSendsMoreThanTheLinkHolds() {
    Hand.Hook.repeats = MANY;
    try (Pipeline pipeline = remote("hsrc num-buffers=2 ! hook ! hsink")) {
      pipeline.prepare();
      pipeline.activate();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).as("the stream ends").isTrue();
      assertThat(counters(pipeline, "hsink").buffersIn()).isEqualTo(2L * (MANY + 1));
    }
  }

  /** Descriptors come on a way of their own: each must be taken for what it was sent with. */
  @Test
  void shouldGetItsPoolWhenArenasOfInputsComeRightBehind() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Hand.Hook.acquires = true;
    Hand.Hook.onBuffer = calls::incrementAndGet;
    Hand.Hook.beforeWait =
        () -> {
          if (Hand.Hook.acquiring) {
            asked.countDown();
            until(() -> goOn.getCount() == 0);
          }
        };
    Hand.Source.growing =
        number -> {
          if (number == 1) {
            until(() -> asked.getCount() == 0 || calls.get() > 0);
          } else if (number == 5) {
            goOn.countDown();
          }
        };
    try (Pipeline pipeline = remote("hsrc num-buffers=7 ! hook ! hsink")) {
      pipeline.run();
      assertThat(counters(pipeline, "hsink").buffersIn()).isEqualTo(7);
    }
  }
}
