package dev.parallax.elements.std.util;

import static dev.parallax.memory.Buffer.NO_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.flow.Flows;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class UtilTest {
  private static List<Message> messages(Pipeline pipeline) {
    List<Message> all = Collections.synchronizedList(new ArrayList<>());
    pipeline.bus().listen(all::add);
    return all;
  }

  @Test
  void shouldReportAtTheEndOfTheStream() {
    try (Pipeline pipeline =
        Pipeline.parse(
            "testsrc num-buffers=4 interval=500000000 ! progressreport name=p ! fakesink")) {
      List<Message> all = messages(pipeline);
      pipeline.run();
      Flows.await("it is told", () -> all.stream().anyMatch(m -> m instanceof Message.Info));
      assertThat(all)
          .filteredOn(m -> m instanceof Message.Application)
          .singleElement()
          .satisfies(m -> {
            Progress progress = (Progress) ((Message.Application) m).payload();
            assertThat(progress.positionNs()).isEqualTo(2_000_000_000L);
            assertThat(progress.buffers()).isEqualTo(4);
            assertThat(progress.bytes()).isEqualTo(4096);
            assertThat(progress.ended()).isTrue();
          });
      assertThat(all)
          .filteredOn(m -> m instanceof Message.Info)
          .singleElement()
          .satisfies(
              m -> assertThat(((Message.Info) m).text()).isEqualTo("p (00:00:00): 2.0 seconds"));
    }
  }

  @Test
  void shouldWarnWhenTimesAreOdd() {
    try (Pipeline pipeline =
        Pipeline.parse("appsrc name=a ! timestampdebug tolerance=5 ! fakesink")) {
      List<Message> all = messages(pipeline);
      pipeline.prepare();
      pipeline.activate();
      Flows.push(pipeline, "a", 1, 2, 5, 4);
      Flows.end(pipeline, "a");
      Flows.awaitEnd(pipeline);
      Flows.await(
          "both are told",
          () -> all.stream().filter(m -> m instanceof Message.Warning).count() == 2);
      assertThat(all)
          .filteredOn(m -> m instanceof Message.Warning)
          .extracting(m -> ((Message.Warning) m).text())
          .containsExactly(
              "there is a gap of=20 buffer=2 pts=50 dts=none",
              "presentation time goes back by=10 buffer=3 pts=40 dts=none");
    }
  }

  @Test
  void shouldFindWhatIsOddAboutTimes() {
    TimestampCheck check = new TimestampCheck(2);
    assertThat(check.next(10, NO_TIME, 10, false)).isNull();
    assertThat(check.next(21, NO_TIME, 10, false)).isNull();
    assertThat(check.next(25, NO_TIME, 10, false)).isEqualTo("buffers overlap by=6");
    assertThat(check.next(100, NO_TIME, 10, true)).isNull();
    assertThat(check.next(NO_TIME, NO_TIME, 10, false)).contains("missing last=100");

    TimestampCheck decoding = new TimestampCheck(2);
    assertThat(decoding.next(30, 0, 10, false)).isNull();
    assertThat(decoding.next(10, 10, 10, false)).isNull();
    assertThat(decoding.next(10, 20, 10, false)).contains("before the decoding time by=10");
    assertThat(decoding.next(30, 15, 10, false)).contains("decoding time goes back by=5");
  }
}
