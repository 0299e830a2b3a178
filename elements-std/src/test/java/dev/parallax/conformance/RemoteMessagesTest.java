package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an element posts in another process arrives as if it had posted it here. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteMessagesTest {
  private static final int SOME = 20;
  private static final Placement ELSEWHERE =
      (name, element) -> name.equals("x") ? ThreadPeer.LAUNCHER : null;

  private record Ran(List<Object> posted, Snapshot.ElementCounters counters) {}

  private static Ran run(String text, Placement placement) {
    List<Object> posted = new CopyOnWriteArrayList<>();
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.placement(placement);
      pipeline
          .bus()
          .listen(message -> {
            if (message instanceof Message.Application(String element, Object payload)) {
              assertThat(element).isEqualTo("x");
              posted.add(payload);
            }
          });
      pipeline.run();
      return new Ran(posted, pipeline.snapshot().element("x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audiotestsrc num-buffers=40 ! level name=x ! fakesink",
        "audiotestsrc num-buffers=40 ! spectrum name=x message-phase=true ! fakesink",
        "audiotestsrc num-buffers=40 ! audio/x-raw,channels=2 ! spectrum name=x bands=64"
            + " multi-channel=true ! fakesink",
        "fakesrc num-buffers=20 ! toypost name=x what=text ! fakesink",
        "fakesrc num-buffers=20 ! toypost name=x what=number ! fakesink",
        "fakesrc num-buffers=20 ! toypost name=x what=numbers ! fakesink",
        "fakesrc num-buffers=20 ! toypost name=x what=record times=3 ! fakesink"
      })
  void shouldArriveAsWhatWasPosted(String text) {
    Ran here = run(text, Placement.HERE);
    Ran there = run(text, ELSEWHERE);
    assertThat(here.posted()).isNotEmpty();
    assertThat(there.posted()).isEqualTo(here.posted());
    assertThat(there.counters().dropped()).isZero();
  }

  @Test
  void shouldReportProgressFromAnotherProcess() {
    Ran there =
        run("fakesrc num-buffers=20 ! progressreport name=x silent=true ! fakesink", ELSEWHERE);
    assertThat(there.posted()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "unknown-record, 'name its type, a record with @Wire, in @Element(posts = ...)'",
    "long-record, 'give it less, or its type more room'",
    "object, 'post numbers, texts, a list of these, or a record with @Wire'"
  })
  void shouldSayWhatCanNotLeaveItsProcess(String what, String fix) {
    String text = "fakesrc num-buffers=2 ! toypost name=x what=" + what + " ! fakesink";
    assertThat(run(text, Placement.HERE).posted()).hasSize(2);
    assertThatThrownBy(() -> run(text, ELSEWHERE))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("message can't leave the element's process: type=")
        .hasMessageContaining("fix: " + fix);
  }

  /** The link is full again and again, while the host has nothing to send that would wake it. */
  @Test
  void shouldGoOnWhenOneCallPostsMoreThanTheLinkHolds() {
    Ran there = run("fakesrc num-buffers=1 ! toypost name=x times=5000 ! fakesink", ELSEWHERE);
    assertThat(there.posted().size() + there.counters().dropped()).isEqualTo(5_000);
  }

  /** Whoever listens does so on a thread of the pipeline. */
  @Test
  void shouldCountWhatIsTooMuch() {
    int all = SOME * 1_000;
    long start = System.nanoTime();
    Ran there = run("fakesrc num-buffers=20 ! toypost name=x times=1000 ! fakesink", ELSEWHERE);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 1;
    assertThat(there.posted()).hasSizeBetween(1_000, (int) Math.min(all, 1_000 * (seconds + 1)));
    assertThat(there.posted().size() + there.counters().dropped()).isEqualTo(all);
  }
}
