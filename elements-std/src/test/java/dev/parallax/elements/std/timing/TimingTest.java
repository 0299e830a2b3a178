package dev.parallax.elements.std.timing;

import static dev.parallax.elements.std.flow.Flows.await;
import static dev.parallax.elements.std.flow.Flows.awaitEnd;
import static dev.parallax.elements.std.flow.Flows.awaitLine;
import static dev.parallax.elements.std.flow.Flows.end;
import static dev.parallax.elements.std.flow.Flows.lines;
import static dev.parallax.elements.std.flow.Flows.push;
import static dev.parallax.elements.std.flow.Flows.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.ElementHarness;
import dev.parallax.testkit.LeakWatcher;
import dev.parallax.testkit.TestBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class TimingTest {
  private static final String HOUR = "3600000000000";

  private static Pipeline of(String element) {
    return start("appsrc name=a ! " + element + " name=x ! journal name=j");
  }

  private static List<String> buffers(Pipeline pipeline) {
    return lines(pipeline, "j").stream().filter(l -> l.contains("pts=")).toList();
  }

  private static long dropped(Pipeline pipeline) {
    return pipeline.snapshot().element("x").dropped();
  }

  // ---- identity

  @Test
  void shouldWaitForTheTimeOfEachBufferWhenIdentitySyncs() {
    try (Pipeline pipeline = start("appsrc name=a ! identity name=x sync=true ! journal name=j")) {
      push(pipeline, "a", 0, 1, 2);
      await("three pass", () -> buffers(pipeline).size() == 3);
      pipeline
          .find("a", dev.parallax.elements.std.app.AppSrcElement.Control.class)
          .offer(new byte[] {9}, TimeUnit.HOURS.toNanos(1), 10);
      assertThat(pipeline.settle(100, TimeUnit.MILLISECONDS)).isTrue();
      assertThat(buffers(pipeline)).containsExactly("0 pts=0", "1 pts=10", "2 pts=20");
      pipeline.set("x", "sync", false);
      await("the last one need not wait", () -> buffers(pipeline).size() == 4);
      end(pipeline, "a");
      awaitEnd(pipeline);
    }
  }

  // ---- delay

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delay delay=0",
        "delay delay=1000000",
        "delay delay=1000000 max-size-buffers=2",
        "delay delay=" + HOUR
      })
  void shouldSendEverythingInOrderWhenDelayed(String element) {
    try (Pipeline pipeline = of(element)) {
      push(pipeline, "a", 1, 2, 3, 4, 5, 6);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(buffers(pipeline))
          .containsExactly("1 pts=10", "2 pts=20", "3 pts=30", "4 pts=40", "5 pts=50", "6 pts=60");
      assertThat(pipeline.snapshot().element("x").copies()).isZero();
    }
  }

  @Test
  void shouldSendWithoutMoreInputWhenTheDelayIsOver() {
    try (Pipeline pipeline = of("delay delay=1000000")) {
      push(pipeline, "a", 1, 2);
      awaitLine(pipeline, "j", "2 pts=20");
    }
  }

  @Test
  void shouldHoldBackUntilTheDelayIsOver() {
    try (Pipeline pipeline = of("delay max-size-buffers=2 delay=" + HOUR)) {
      push(pipeline, "a", 1, 2, 3);
      await("they come", () -> pipeline.snapshot().element("x").buffersIn() >= 2);
      assertThat(buffers(pipeline)).isEmpty();
      pipeline.set("x", "delay", 0);
      awaitLine(pipeline, "j", "3 pts=30");
      push(pipeline, "a", 4);
      awaitLine(pipeline, "j", "4 pts=40");
    }
  }

  @Test
  void shouldKeepEventsInTheirPlaceWhenThereIsNoRoom() {
    try (ElementHarness h = ElementHarness.of("delay delay=1000 max-size-buffers=1").start()) {
      h.push(TestBuffer.text("a").at(0, 10));
      List<Event.Downstream> gaps = new ArrayList<>();
      for (int i = 0; i < 300; i++) { // more than may wait
        gaps.add(new Event.Gap(10 + i, 1));
        h.event(gaps.getLast());
      }
      h.push(TestBuffer.text("b").at(310, 10));
      assertThat(h.pullAll()).isEmpty();
      assertThat(h.output().events()).noneMatch(Event.Gap.class::isInstance);
      h.advance(1000);
      assertThat(h.pullAll()).extracting(TestBuffer::text).containsExactly("a");
      List<Event.Downstream> seen = new ArrayList<>(h.output().events());
      assertThat(seen).contains(gaps.getFirst());
      h.advance(1000); // for those that found no room until now
      assertThat(h.pullAll()).extracting(TestBuffer::text).containsExactly("b");
      seen.addAll(h.output().events());
      assertThat(seen).containsExactlyElementsOf(gaps);
    }
  }

  // ---- debounce and throttle

  @Test
  void shouldSendTheLastOfABurst() {
    try (Pipeline pipeline = of("debounce interval=" + HOUR)) {
      push(pipeline, "a", 1, 2, 3);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(buffers(pipeline)).containsExactly("3 pts=30");
      assertThat(dropped(pipeline)).isEqualTo(2);
    }
  }

  @Test
  void shouldSendWithoutMoreInputWhenABurstIsOver() {
    try (Pipeline pipeline = of("debounce interval=1000000")) {
      push(pipeline, "a", 1);
      awaitLine(pipeline, "j", "1 pts=10");
    }
  }

  @Test
  void shouldPassOneInAnIntervalWhenThrottled() {
    try (Pipeline pipeline = of("throttle use-timestamps=true interval=25")) {
      push(pipeline, "a", 1, 2, 3, 4, 5, 6, 7);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(buffers(pipeline)).containsExactly("1 pts=10", "4 pts=40", "7 pts=70");
      assertThat(dropped(pipeline)).isEqualTo(4);
    }
  }

  // ---- ratelimiter

  @Test
  void shouldDropWhatIsTooMuchWhenLimited() {
    try (Pipeline pipeline = of("ratelimiter drop=true buffers-per-second=0.0001 burst=0")) {
      push(pipeline, "a", 1, 2, 3);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(buffers(pipeline)).containsExactly("1 pts=10");
      assertThat(dropped(pipeline)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"bytes-per-second, 1", "buffers-per-second, 0.0001"})
  void shouldLetWaitWhatIsTooMuchUntilTheLimitIsTakenAway(String property, String value) {
    String limit = "ratelimiter burst=0 " + property + "=";
    try (Pipeline pipeline = of(limit + (property.startsWith("bytes") ? "1" : value))) {
      push(pipeline, "a", 1, 2, 3);
      awaitLine(pipeline, "j", "1 pts=10");
      pipeline.set("x", property, 0);
      awaitLine(pipeline, "j", "3 pts=30");
      assertThat(dropped(pipeline)).isZero();
    }
  }

  // ---- timeout

  @Test
  void shouldEndWhenNothingComes() {
    try (Pipeline pipeline = of("timeout timeout=5000000 action=eos")) {
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "j")).endsWith("eos");
    }
  }

  @Test
  void shouldFailWhenNothingMoreComes() {
    try (Pipeline pipeline = of("timeout timeout=5000000")) {
      push(pipeline, "a", 1);
      assertThatThrownBy(() -> pipeline.await(10, TimeUnit.SECONDS))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("no buffer has come timeout=5000000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gap, gap pts=20 duration=5000000, gap pts=5000020 duration=5000000",
    "repeat, 1 pts=20, 1 pts=5000020",
    "fallback, 120 pts=20, 120 pts=5000020"
  })
  void shouldFillTheHoleWhenNothingComes(String action, String first, String second) {
    try (Pipeline pipeline = of("timeout timeout=" + HOUR + " fallback=x action=" + action)) {
      push(pipeline, "a", 1);
      awaitLine(pipeline, "j", "1 pts=10");
      pipeline.set("x", "timeout", 5_000_000);
      awaitLine(pipeline, "j", first);
      awaitLine(pipeline, "j", second);
      pipeline.set("x", "timeout", Long.parseLong(HOUR));
      push(pipeline, "a", 2);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "j")).contains("2 pts=20");
    }
  }

  @Test
  void shouldBeginAnewWhenFlushed() {
    try (Pipeline pipeline = of("timeout timeout=5000000 action=gap")) {
      awaitLine(pipeline, "j", "gap pts=" + Long.MIN_VALUE + " duration=5000000");
      pipeline.flush();
      int before = lines(pipeline, "j").size();
      await("it goes on", () -> lines(pipeline, "j").size() > before + 2);
    }
  }

  @Test
  void shouldFillTheHoleBehindASourceThatWaitsInTheSameBranch() {
    String text =
        "appsrc name=a ! identity ! timeout timeout=5000000 action=gap ! identity ! journal name=j";
    try (Pipeline pipeline = start(text)) {
      awaitLine(pipeline, "j", "gap pts=" + Long.MIN_VALUE + " duration=5000000");
      assertThat(pipeline.snapshot().element("timeout0").domain())
          .isNotEqualTo(pipeline.snapshot().element("a").domain());
    }
  }
}
