package dev.parallax.elements.std.flow;

import static dev.parallax.elements.std.flow.Flows.await;
import static dev.parallax.elements.std.flow.Flows.awaitEnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import dev.parallax.testkit.VirtualClock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are never dropped, so their sender waits; not their number counts but their memory. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class EventsInQueueTest {
  private static final int KEPT = 200; // of 40 kB each, for 8 MiB

  private final VirtualClock clock = new VirtualClock();

  private Pipeline start(int events, String queue) {
    Pipeline pipeline =
        Pipeline.parse(
            "chatter name=c events="
                + events
                + " ! queue "
                + queue
                + " ! journal name=j sync=true");
    pipeline.clock(clock);
    pipeline.prepare();
    pipeline.activate();
    assertThat(pipeline.settle(20, TimeUnit.SECONDS)).isTrue();
    return pipeline;
  }

  private static int sent(Pipeline pipeline) {
    return pipeline.find("c", ChatterElement.Control.class).sent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaky=downstream",
        "leaky=upstream",
        "max-size-buffers=5000",
        "min-threshold-bytes=5",
        "min-threshold-bytes=5 leaky=downstream"
      })
  void shouldLetTheSenderWaitAndLoseNothing(String queue) {
    int events = 1000;
    try (Pipeline pipeline = start(events, queue)) {
      assertThat(sent(pipeline)).isBetween(KEPT / 2, KEPT * 3 / 2);
      clock.moveTo(Chatter.DUE + 1);
      awaitEnd(pipeline);
      List<String> lines = Flows.lines(pipeline, "j");
      assertThat(lines.stream().filter(l -> l.startsWith("tags {n")).count()).isEqualTo(events);
      assertThat(lines.getLast()).isEqualTo("eos");
    }
  }

  @Test
  void shouldFlushAndStopWhileTheSenderWaits() {
    try (Pipeline pipeline = start(100_000, "leaky=downstream")) {
      int before = sent(pipeline);
      pipeline.flush();
      await("the source goes on", () -> sent(pipeline) > before + KEPT / 2);
    }
  }
}
