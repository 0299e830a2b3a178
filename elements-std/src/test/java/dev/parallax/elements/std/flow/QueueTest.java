package dev.parallax.elements.std.flow;

import static dev.parallax.elements.std.flow.Flows.await;
import static dev.parallax.elements.std.flow.Flows.awaitEnd;
import static dev.parallax.elements.std.flow.Flows.end;
import static dev.parallax.elements.std.flow.Flows.push;
import static dev.parallax.elements.std.flow.Flows.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue's limits, between a source of bytes of 10 ns each and a sink that waits to be asked. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class QueueTest {
  private static final int COUNT = 60;

  /** What the sink holds, and what it waits with. */
  private static final int IN_SINK = 2;

  private static Pipeline queued(String properties) {
    return start(
        "appsrc name=a ! queue name=q " + properties + " ! appsink name=out max-buffers=1");
  }

  private static int level(Pipeline pipeline) {
    return queue(pipeline).level();
  }

  /** With one buffer in it and the next one at its door. */
  private static boolean sinkWaits(Pipeline pipeline) {
    return pipeline.snapshot().elements().stream()
        .anyMatch(e -> e.name().equals("out") && e.buffersIn() == IN_SINK);
  }

  private static long sent(Pipeline pipeline) {
    return pipeline.snapshot().elements().stream()
        .filter(e -> e.name().equals("a"))
        .mapToLong(Snapshot.ElementCounters::buffersOut)
        .sum();
  }

  private static Snapshot.LinkCounters queue(Pipeline pipeline) {
    return pipeline.snapshot().links().stream()
        .filter(l -> l.queues().contains("q"))
        .findFirst()
        .orElseThrow();
  }

  private static AppSample pull(Pipeline pipeline) throws InterruptedException {
    AppSample sample =
        pipeline.find("out", AppSinkElement.Control.class).pull(TimeUnit.SECONDS.toNanos(10));
    return java.util.Objects.requireNonNull(sample, "a sample");
  }

  private static List<Integer> pullAll(Pipeline pipeline, int count) throws InterruptedException {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add((int) pull(pipeline).bytes()[0]);
    }
    return all;
  }

  private static int[] upTo(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static List<Integer> list(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "max-size-buffers=5, 5",
    "max-size-bytes=7, 7",
    "max-size-time=90, 9",
    "max-size-bytes=12 max-size-time=80 max-size-buffers=9, 8",
    "max-size-bytes=0 max-size-time=0 max-size-buffers=11, 11"
  })
  void shouldHoldNoMoreThanItsLimits(String limits, int most) throws InterruptedException {
    try (Pipeline pipeline = queued(limits)) {
      push(pipeline, "a", upTo(COUNT));
      await("one more waits at its door", () -> sent(pipeline) == IN_SINK + most + 1);
      await("the sink waits", () -> sinkWaits(pipeline));
      assertThat(level(pipeline)).isEqualTo(most);
      assertThat(pipeline.get("q", "current-level-buffers")).isEqualTo(most);
      assertThat(pipeline.get("q", "current-level-bytes")).isEqualTo((long) most);
      assertThat(pipeline.get("q", "current-level-time")).isEqualTo(10L * most);
      int largest = 0;
      for (int i = 0; i < COUNT; i++) {
        assertThat(pull(pipeline).bytes()[0]).isEqualTo((byte) i);
        largest = Math.max(largest, level(pipeline));
      }
      // While both sides move a look may count one that has just left.
      assertThat(largest).isLessThanOrEqualTo(most + 1);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(queue(pipeline).dropped()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "leaky=downstream", "leaky=upstream", "min-threshold-buffers=40"})
  void shouldDiscardWhatWaitsWhenTheStreamEnds(String more) throws InterruptedException {
    try (Pipeline pipeline = queued("flush-on-eos=true max-size-buffers=20 " + more)) {
      push(pipeline, "a", upTo(15));
      await("all were sent", () -> sent(pipeline) == 15);
      boolean held = more.startsWith("min-threshold");
      await("the sink waits", () -> held || sinkWaits(pipeline));
      end(pipeline, "a");
      int withEnd = 15 - IN_SINK + 1; // nothing is taken before the sink is asked
      await(
          "the end has come",
          () -> held ? queue(pipeline).discarded() == 15 : level(pipeline) == withEnd);
      List<AppSample> came = new ArrayList<>();
      AppSinkElement.Control out = pipeline.find("out", AppSinkElement.Control.class);
      for (AppSample s = out.pull(-1); s != null; s = out.pull(-1)) {
        came.add(s);
      }
      awaitEnd(pipeline);
      assertThat(came).hasSizeLessThanOrEqualTo(IN_SINK);
      assertThat(queue(pipeline).discarded()).isEqualTo(15 - came.size());
      assertThat(level(pipeline)).isZero();
    }
  }

  @Test
  void shouldDeliverAgainAfterAFlush() throws InterruptedException {
    try (Pipeline pipeline =
        start(
            "audiotestsrc num-buffers=30 ! queue name=q flush-on-eos=true ! appsink name=out"
                + " max-buffers=1")) {
      await("the source has ended", () -> queue(pipeline).level() > 28);
      AppSinkElement.Control out = pipeline.find("out", AppSinkElement.Control.class);
      while (out.pull(-1) != null) {
        // what the sink had
      }
      awaitEnd(pipeline);
      pipeline.set("q", "flush-on-eos", false);
      pipeline.seek(0);
      int came = 0;
      while (out.pull(-1) != null) {
        came++;
      }
      assertThat(came).isEqualTo(30);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-size-buffers=6", "max-size-bytes=6", "max-size-time=60"})
  void shouldDropTheOldestWhenLeakyDownstream(String limit) throws InterruptedException {
    try (Pipeline pipeline = queued("leaky=downstream " + limit)) {
      push(pipeline, "a", 0, 1, 2);
      await("the sink waits", () -> sinkWaits(pipeline) && level(pipeline) == 3 - IN_SINK);
      push(pipeline, "a", IntStream.range(3, COUNT).toArray());
      await("the rest was dropped", () -> queue(pipeline).dropped() == COUNT - IN_SINK - 6);
      assertThat(pullAll(pipeline, IN_SINK)).containsExactly(0, 1);
      AppSample next = pull(pipeline);
      assertThat(next.bytes()[0]).isEqualTo((byte) (COUNT - 6));
      assertThat(next.flags() & Buffer.DISCONT).isNotZero();
      assertThat(pull(pipeline).flags() & Buffer.DISCONT).isZero();
      assertThat(pullAll(pipeline, 4)).isEqualTo(list(COUNT - 4, COUNT));
      end(pipeline, "a");
      awaitEnd(pipeline);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-size-buffers=6", "max-size-bytes=6", "max-size-time=60"})
  void shouldDropTheNewestWhenLeakyUpstream(String limit) throws InterruptedException {
    try (Pipeline pipeline = queued("leaky=upstream " + limit)) {
      push(pipeline, "a", 0, 1, 2);
      await("the sink waits", () -> sinkWaits(pipeline) && level(pipeline) == 3 - IN_SINK);
      push(pipeline, "a", IntStream.range(3, COUNT).toArray());
      await("the rest was dropped", () -> queue(pipeline).dropped() == COUNT - IN_SINK - 6);
      assertThat(pullAll(pipeline, IN_SINK + 6)).isEqualTo(list(0, IN_SINK + 6));
      push(pipeline, "a", COUNT);
      AppSample next = pull(pipeline);
      assertThat(next.bytes()[0]).isEqualTo((byte) COUNT);
      assertThat(next.flags() & Buffer.DISCONT).isNotZero();
      end(pipeline, "a");
      awaitEnd(pipeline);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "min-threshold-buffers=5",
        "min-threshold-bytes=5",
        "min-threshold-time=50",
        "min-threshold-bytes=5 leaky=downstream"
      })
  void shouldHoldWhatIsBelowTheThresholdUntilTheEnd(String threshold) throws InterruptedException {
    try (Pipeline pipeline = queued(threshold)) {
      push(pipeline, "a", 0, 1, 2, 3);
      await("four wait", () -> level(pipeline) >= 4);
      push(pipeline, "a", 4, 5);
      assertThat(pullAll(pipeline, 2)).containsExactly(0, 1);
      await("four wait again", () -> level(pipeline) == 4);
      end(pipeline, "a");
      assertThat(pullAll(pipeline, 4)).containsExactly(2, 3, 4, 5);
      awaitEnd(pipeline);
    }
  }

  @Test
  void shouldGoOnWhenTheThresholdIsMoreThanItHolds() throws InterruptedException {
    try (Pipeline pipeline = queued("max-size-buffers=4 min-threshold-bytes=100")) {
      push(pipeline, "a", upTo(COUNT));
      end(pipeline, "a");
      assertThat(pullAll(pipeline, COUNT)).isEqualTo(list(0, COUNT));
      awaitEnd(pipeline);
    }
  }

  @Test
  void shouldTakeOneBufferThatIsLargerThanAllLimits() throws InterruptedException {
    try (Pipeline pipeline = queued("max-size-bytes=1 max-size-time=1")) {
      push(pipeline, "a", upTo(COUNT));
      end(pipeline, "a");
      assertThat(pullAll(pipeline, COUNT)).isEqualTo(list(0, COUNT));
      awaitEnd(pipeline);
    }
  }

  // ---- limits that change while it runs

  /** The first limit is what holds it at 5; 150 is more than the link was made for. */
  @ParameterizedTest
  @CsvSource({
    "max-size-buffers=5, max-size-buffers, 150, 150",
    "max-size-buffers=5, max-size-buffers, 8, 8",
    "max-size-bytes=5 max-size-buffers=190, max-size-bytes, 150, 150",
    "max-size-time=50 max-size-buffers=190, max-size-time, 1500, 150",
    "max-size-time=50 max-size-buffers=190, max-size-time, 0, 190"
  })
  void shouldTakeMoreWhenALimitIsRaised(String limits, String limit, long value, int most)
      throws InterruptedException {
    int count = 1000;
    try (Pipeline pipeline = queued(limits)) {
      push(pipeline, "a", upTo(count));
      await("it is full", () -> sent(pipeline) == IN_SINK + 5 + 1 && sinkWaits(pipeline));
      pipeline.set("q", limit, value);
      assertThat(pipeline.get("q", limit).toString()).isEqualTo(Long.toString(value));
      await("it is full again", () -> sent(pipeline) == IN_SINK + most + 1);
      assertThat(level(pipeline)).isEqualTo(most);
      assertThat(pipeline.explain().toString())
          .contains(
              limit.equals("max-size-buffers") ? "at most " + most + " buffers" : "q: at most");
      for (int i = 0; i < count; i++) {
        assertThat(pull(pipeline).bytes()[0]).isEqualTo((byte) i);
      }
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(queue(pipeline).dropped()).isZero();
      assertThat(queue(pipeline).discarded()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "max-size-buffers=20, max-size-buffers, 3",
    "max-size-buffers=20 max-size-bytes=0 max-size-time=0, max-size-bytes, 3",
    "max-size-buffers=20 max-size-bytes=0 max-size-time=0, max-size-time, 30"
  })
  void shouldHoldNoMoreWhenALimitIsLowered(String limits, String limit, long value)
      throws InterruptedException {
    try (Pipeline pipeline = queued(limits)) {
      push(pipeline, "a", upTo(COUNT));
      await("it is full", () -> sent(pipeline) == IN_SINK + 20 + 1 && sinkWaits(pipeline));
      pipeline.set("q", limit, value);
      assertThat(level(pipeline)).isEqualTo(20);
      // What waits goes first, then no more than three at a time come in.
      for (int i = 0; i < COUNT; i++) {
        assertThat(pull(pipeline).bytes()[0]).isEqualTo((byte) i);
        if (i > 20) {
          assertThat(level(pipeline)).isLessThanOrEqualTo(3 + 1);
        }
      }
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(queue(pipeline).dropped()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"downstream", "upstream"})
  void shouldDropByTheNewLimitWhenLeaky(String leaky) throws InterruptedException {
    try (Pipeline pipeline = queued("max-size-buffers=6 leaky=" + leaky)) {
      push(pipeline, "a", 0, 1, 2);
      await("the sink waits", () -> sinkWaits(pipeline) && level(pipeline) == 3 - IN_SINK);
      push(pipeline, "a", IntStream.range(3, 30).toArray());
      await("the rest is gone", () -> queue(pipeline).dropped() == 30 - IN_SINK - 6);
      pipeline.set("q", "max-size-buffers", 100);
      push(pipeline, "a", IntStream.range(30, 90).toArray());
      await("all wait", () -> level(pipeline) == 66);
      assertThat(queue(pipeline).dropped()).isEqualTo(30 - IN_SINK - 6);
      pipeline.set("q", "max-size-buffers", 4);
      push(pipeline, "a", 90);
      await("some are gone", () -> queue(pipeline).dropped() > 30 - IN_SINK - 6);
      int left = leaky.equals("downstream") ? 4 : 66;
      assertThat(level(pipeline)).isEqualTo(left);
      end(pipeline, "a");
      pullAll(pipeline, IN_SINK + left);
      awaitEnd(pipeline);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"min-threshold-buffers", "min-threshold-bytes", "min-threshold-time"})
  void shouldLetGoWhenTheThresholdIsLowered(String threshold) throws InterruptedException {
    try (Pipeline pipeline = queued("")) {
      pipeline.set("q", threshold, threshold.endsWith("time") ? 50 : 5);
      push(pipeline, "a", 0, 1, 2, 3);
      await("four wait, or more with events", () -> level(pipeline) >= 4);
      pipeline.set("q", threshold, 0);
      assertThat(pullAll(pipeline, 4)).containsExactly(0, 1, 2, 3);
      end(pipeline, "a");
      awaitEnd(pipeline);
    }
  }

  @Test
  void shouldGiveTheSourceMorePicturesWhenItMayHoldMore() throws InterruptedException {
    try (Pipeline pipeline =
        start(
            "videotestsrc name=a num-buffers=60 ! video/x-raw,width=16,height=16 ! queue name=q"
                + " max-size-buffers=2 max-size-time=0 ! appsink name=out max-buffers=1")) {
      await("it is full", () -> level(pipeline) == 2 && sinkWaits(pipeline));
      for (int times = 0; times < 100; times++) {
        pipeline.set("q", "max-size-buffers", 40);
        pipeline.set("q", "max-size-buffers", 2);
      }
      pipeline.set("q", "max-size-buffers", 40);
      await("forty wait", () -> level(pipeline) == 40);
      Snapshot.PoolCounters pool =
          pipeline.snapshot().elements().stream()
              .filter(e -> e.name().equals("a"))
              .flatMap(e -> e.pools().stream())
              .findFirst()
              .orElseThrow();
      assertThat(pool.slots()).isBetween(40, 60);
      for (int i = 0; i < 60; i++) {
        pull(pipeline);
      }
      awaitEnd(pipeline);
    }
  }

  @Test
  void shouldLoseNothingWhileItsLimitsChange() throws InterruptedException {
    int count = 100_000;
    try (Pipeline pipeline =
        Pipeline.parse(
            "testsrc name=a num-buffers="
                + count
                + " size=16 ! queue name=q max-size-buffers=1 ! testsink expect-buffers="
                + count)) {
      pipeline.prepare();
      pipeline.activate();
      java.util.Random random = new java.util.Random(7);
      int most = 1;
      do {
        most = Math.min(20_000, most * 2);
        pipeline.set("q", "max-size-buffers", 1 + random.nextInt(most));
        pipeline.set("q", "max-size-bytes", (long) random.nextInt(100_000));
      } while (!pipeline.await(1, TimeUnit.MILLISECONDS));
      assertThat(queue(pipeline).dropped()).isZero();
    }
  }
}
