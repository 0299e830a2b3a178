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
import dev.parallax.testkit.VirtualClock;
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

  /**
   * Events are never dropped, so their sender waits; what they take is counted, not their number.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaky=downstream",
        "leaky=upstream",
        "max-size-buffers=5000",
        "min-threshold-bytes=5"
      })
  void shouldLetTheSenderOfLargeEventsWait(String properties) {
    int events = 1000;
    VirtualClock clock = new VirtualClock();
    try (Pipeline pipeline =
        Pipeline.parse(
            "chatter name=c events="
                + events
                + " ! queue name=q "
                + properties
                + " ! journal name=j sync=true")) {
      pipeline.clock(clock);
      pipeline.prepare();
      pipeline.activate();
      ChatterElement.Control source = pipeline.find("c", ChatterElement.Control.class);
      assertThat(pipeline.settle(20, TimeUnit.SECONDS)).isTrue();
      assertThat(source.sent()).isBetween(100, 300); // of 40 kB each
      clock.moveTo(Chatter.DUE + 1);
      awaitEnd(pipeline);
      List<String> lines = Flows.lines(pipeline, "j");
      assertThat(lines.stream().filter(l -> l.startsWith("tags {n")).count()).isEqualTo(events);
      assertThat(lines.getLast()).isEqualTo("eos");
    }
  }

  @Test
  void shouldFlushAndStopWhileTheSenderOfEventsWaits() {
    try (Pipeline pipeline =
        Pipeline.parse(
            "chatter name=c events=100000 ! queue leaky=downstream ! identity sync=true !"
                + " journal")) {
      pipeline.clock(new VirtualClock());
      pipeline.prepare();
      pipeline.activate();
      ChatterElement.Control source = pipeline.find("c", ChatterElement.Control.class);
      assertThat(pipeline.settle(20, TimeUnit.SECONDS)).isTrue();
      int before = source.sent();
      pipeline.flush();
      await("the source goes on", () -> source.sent() > before);
    }
  }
}
