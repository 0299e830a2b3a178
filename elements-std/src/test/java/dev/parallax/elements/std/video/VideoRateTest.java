package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.flow.Flows;
import dev.parallax.runtime.element.VideoFrame;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class VideoRateTest {
  private static final String SOURCE =
      "videotestsrc num-buffers=%d timestamp-offset=%d !"
          + " video/x-raw,format=GRAY8,width=16,height=16,framerate=%s ! ";

  private record Sent(long pts, long duration, int first) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private long counted;
  private VideoRateElement.Control counts;
  private long copies;

  /** The number of a frame is its first pixel. */
  private final class Numbers {
    private int next;

    void mark(VideoFrame frame) {
      frame.setU8(0, 0, 0, next++);
    }
  }

  private List<Sent> run(String source, String rate) {
    sent.clear();
    Numbers numbers = new Numbers();
    var mark = StdElements.mapVideo(numbers::mark);
    var sink = StdElements.appSink(b -> sent.add(new Sent(b.pts(), b.duration(), b.get(0) & 0xff)));
    try (Pipeline pipeline =
        Pipeline.parse(
            source + "${mark} ! " + rate + " ! ${sink}", Map.of("mark", mark, "sink", sink))) {
      counts = pipeline.find("r", VideoRateElement.Control.class);
      pipeline.run();
      copies =
          pipeline.snapshot().elements().stream().mapToLong(Snapshot.ElementCounters::copies).sum();
    }
    counted = sent.size();
    return sent;
  }

  @Test
  void shouldRepeatFramesWhenTheRateIsHigher() {
    List<Sent> all =
        run(SOURCE.formatted(5, 0, "10/1"), "videorate name=r ! video/x-raw,framerate=30/1");
    assertThat(all)
        .extracting(Sent::first)
        .containsExactly(0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4);
    assertThat(all).extracting(Sent::pts).startsWith(0L, 33_333_333L, 66_666_667L, 100_000_000L);
    assertThat(all).extracting(s -> s.duration / 1000).containsOnly(33_333L);
    assertThat(counts.in()).isEqualTo(5);
    assertThat(counts.out()).isEqualTo(counted);
    assertThat(counts.duplicate()).isEqualTo(10);
    assertThat(counts.drop()).isZero();
    assertThat(copies).isZero();
  }

  @Test
  void shouldDropFramesWhenTheRateIsLower() {
    List<Sent> all =
        run(SOURCE.formatted(30, 0, "30/1"), "videorate name=r ! video/x-raw,framerate=10/1");
    assertThat(all).hasSize(10);
    assertThat(all.getFirst().first).isZero();
    assertThat(all.get(4).first).isEqualTo(12);
    assertThat(all).extracting(Sent::duration).containsOnly(100_000_000L);
    assertThat(counts.in()).isEqualTo(30);
    assertThat(counts.drop()).isEqualTo(20);
    assertThat(counts.duplicate()).isZero();
  }

  @Test
  void shouldPassEveryFrameOnceWhenTheRateIsTheSame() {
    List<Sent> all = run(SOURCE.formatted(20, 0, "30000/1001"), "videorate name=r");
    assertThat(all).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(all.get(i).first).isEqualTo(i);
    }
    assertThat(counts.drop() + counts.duplicate()).isZero();
  }

  @Test
  void shouldFillUpFromTheStartUnlessTheFirstFrameShallBeFirst() {
    String late = SOURCE.formatted(3, 1_000_000_000, "10/1");
    List<Sent> filled = List.copyOf(run(late, "videorate name=r ! video/x-raw,framerate=10/1"));
    assertThat(filled).hasSize(13);
    assertThat(filled.getFirst().pts).isZero();
    List<Sent> skipped =
        run(late, "videorate name=r skip-to-first=true ! video/x-raw,framerate=10/1");
    assertThat(skipped)
        .extracting(Sent::pts)
        .containsExactly(1_000_000_000L, 1_100_000_000L, 1_200_000_000L);
  }

  @Test
  void shouldOnlyDropWhenAsked() {
    List<Sent> all =
        run(
            SOURCE.formatted(6, 0, "10/1"),
            "videorate name=r drop-only=true ! video/x-raw,framerate=30/1");
    assertThat(all).hasSize(6);
    List<Sent> fewer =
        run(
            SOURCE.formatted(30, 0, "30/1"),
            "videorate name=r drop-only=true ! video/x-raw,framerate=10/1");
    assertThat(fewer).extracting(Sent::first).containsExactly(0, 3, 6, 9, 12, 15, 18, 21, 24, 27);
    assertThat(fewer.get(1).pts).isEqualTo(100_000_000L);
    assertThat(counts.drop()).isEqualTo(20);
  }

  @Test
  void shouldLimitTheRate() {
    List<Sent> all = run(SOURCE.formatted(30, 0, "30/1"), "videorate name=r max-rate=5");
    assertThat(all).extracting(Sent::first).containsExactly(0, 6, 12, 18, 24);
    assertThat(counts.out()).isEqualTo(5);
  }

  @Test
  void shouldPlayFasterWhenTheSpeedIsHigher() {
    List<Sent> all = run(SOURCE.formatted(20, 0, "10/1"), "videorate name=r rate=2");
    assertThat(all).hasSize(10);
    assertThat(all.getLast().pts).isEqualTo(900_000_000L);
  }

  @Test
  void shouldNotRepeatForLongerThanAllowed() {
    List<Sent> all =
        run(
            SOURCE.formatted(3, 0, "1/1"),
            "videorate name=r max-duplication-time=500000000 ! video/x-raw,framerate=10/1");
    assertThat(all).extracting(Sent::pts).startsWith(0L, 1_000_000_000L, 2_000_000_000L);
    assertThat(all).hasSize(12); // the last one lasts for a second
  }

  /**
   * The first frame is due in weeks, and there is one to be sent for each thirtieth of a second.
   */
  @Test
  void shouldPauseFlushAndStopWhileItFillsAGap() {
    String text =
        SOURCE.formatted(10, TimeUnit.DAYS.toNanos(100), "10/1")
            + "videorate name=r ! video/x-raw,framerate=30/1 ! fakesink";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      counts = pipeline.find("r", VideoRateElement.Control.class);
      pipeline.prepare();
      pipeline.activate();
      Flows.await("it fills", () -> counts.out() > 100);
      pipeline.pause();
      long before = counts.out();
      pipeline.activate();
      Flows.await("it goes on", () -> counts.out() > before + 100);
      assertThat(counts.in()).isEqualTo(2);
      assertThat(counts.duplicate()).isBetween(before, counts.out());
      pipeline.flush();
      long flushed = counts.out();
      Flows.await("it begins anew", () -> counts.out() > flushed + 100);
    }
  }
}
