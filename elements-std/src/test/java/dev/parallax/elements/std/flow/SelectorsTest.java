package dev.parallax.elements.std.flow;

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
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class SelectorsTest {
  private static final String TWO_IN =
      " ! journal name=j  appsrc name=a ! s.  appsrc name=b ! queue ! s.";

  // ---- concat

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concat name=s ! journal name=j  appsrc name=a ! s.  appsrc name=b ! s.",
        "concat name=s ! queue ! journal name=j  appsrc name=a ! queue max-size-buffers=2 ! s. "
            + " appsrc name=b ! queue max-size-buffers=2 ! s."
      })
  void shouldSendOneStreamAfterTheOtherWhenTheSecondComesFirst(String text) {
    try (Pipeline pipeline = start(text)) {
      push(pipeline, "b", 1, 2, 3);
      end(pipeline, "b");
      push(pipeline, "a", 4, 5);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "j"))
          .containsExactly(
              "start a",
              "segment start=0 base=0",
              "4 pts=40",
              "5 pts=50",
              "start b",
              "segment start=0 base=60",
              "1 pts=10",
              "2 pts=20",
              "3 pts=30",
              "eos");
    }
  }

  @Test
  void shouldContinueRunningTimeWhenStreamsFollowEachOther() {
    String text =
        "concat name=c ! journal name=j running=true  audiotestsrc num-buffers=2"
            + " samplesperbuffer=441 ! c.  audiotestsrc num-buffers=2 samplesperbuffer=441 ! c. "
            + " audiotestsrc num-buffers=1 samplesperbuffer=441 ! c.";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      assertThat(lines(pipeline, "j").stream().filter(l -> l.contains("pts=")))
          .map(l -> l.substring(l.indexOf("pts=")))
          .containsExactly("pts=0", "pts=10000000", "pts=20000000", "pts=30000000", "pts=40000000");
    }
  }

  @Test
  void shouldMixAtTheRunningTimeWhenSegmentsDiffer() {
    String text =
        "toymixer name=m ! journal name=j  concat name=c ! m.  toysrc num-buffers=4 ! toydec ! c. "
            + " toysrc num-buffers=4 ! toydec ! c.  toysrc num-buffers=8 ! toydec ! m.";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      List<String> seen = lines(pipeline, "j");
      assertThat(seen.stream().filter(l -> l.contains("pts=")))
          .map(l -> Integer.parseInt(l.substring(0, l.indexOf(' '))))
          .containsExactly(0, 2, 4, 6, 4, 6, 8, 10);
      assertThat(seen).containsOnlyOnce("segment start=0 base=0");
    }
  }

  @Test
  void shouldLeaveSegmentsAloneWhenBaseIsNotAdjusted() {
    String text =
        "concat adjust-base=false name=c ! journal name=j  audiotestsrc num-buffers=2 ! c. "
            + " audiotestsrc num-buffers=2 ! c.";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      assertThat(lines(pipeline, "j")).containsOnlyOnce("segment start=0 base=0");
    }
  }

  @Test
  void shouldKeepWhatWaitsWhenBothStreamsComeFromOneThread() {
    String text =
        "concat name=c ! journal name=j  fakesrc num-buffers=50 ! tee name=t  t. ! c.  t. ! c.";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      assertThat(lines(pipeline, "j").stream().filter(l -> l.contains("pts="))).hasSize(100);
    }
  }

  @Test
  void shouldFailAndNotHangWhenTheSecondStreamCanNotWait() {
    String text = "concat name=c ! fakesink  fakesrc ! tee name=t  t. ! c.  t. ! queue ! c.";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertThatThrownBy(pipeline::run)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("PLX-RUN-002");
    }
  }

  @Test
  void shouldBeginWithTheFirstStreamAgainWhenFlushed() {
    try (Pipeline pipeline = start("concat name=s" + TWO_IN)) {
      push(pipeline, "a", 1);
      end(pipeline, "a");
      push(pipeline, "b", 2);
      awaitLine(pipeline, "j", "2 pts=20");
      pipeline.suspend();
      pipeline.prepare();
      pipeline.activate();
      push(pipeline, "b", 3);
      push(pipeline, "a", 4);
      awaitLine(pipeline, "j", "4 pts=40");
      pipeline.flush();
      push(pipeline, "b", 5);
      push(pipeline, "a", 6);
      awaitLine(pipeline, "j", "6 pts=60");
      assertThat(lines(pipeline, "j")).doesNotContain("3 pts=30", "5 pts=50");
    }
  }

  // ---- input-selector

  @Test
  void shouldPassOnTheChosenInputWhenItIsSwitched() {
    try (Pipeline pipeline = start("input-selector sync-streams=false name=s" + TWO_IN)) {
      push(pipeline, "b", 1, 2);
      push(pipeline, "a", 3);
      awaitLine(pipeline, "j", "3 pts=30");
      await("the others are dropped", () -> pipeline.snapshot().element("s").dropped() == 2);
      pipeline.set("s", "active-pad", "in_1");
      push(pipeline, "b", 4);
      awaitLine(pipeline, "j", "4 pts=40 discont");
      push(pipeline, "a", 5);
      await("the others are dropped", () -> pipeline.snapshot().element("s").dropped() == 3);
      pipeline.set("s", "active-pad", "");
      push(pipeline, "a", 6);
      end(pipeline, "a", "b");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "j"))
          .containsExactly(
              "start a",
              "segment start=0 base=0",
              "3 pts=30",
              "start b",
              "4 pts=40 discont",
              "start a",
              "6 pts=60 discont",
              "eos");
    }
  }

  @Test
  void shouldKeepTheOthersBackWhenTheActiveInputIsSlow() {
    try (Pipeline pipeline = start("input-selector name=s" + TWO_IN)) {
      push(pipeline, "b", 1, 2, 3, 4, 5, 6, 7, 8, 9);
      push(pipeline, "a", 1, 2, 3, 4);
      awaitLine(pipeline, "j", "4 pts=40");
      // what begins where the active input ends waits
      await("the others come along", () -> pipeline.snapshot().element("s").dropped() == 4);
      assertThat(pipeline.settle(10, TimeUnit.SECONDS)).isTrue();
      assertThat(pipeline.snapshot().element("s").dropped()).isEqualTo(4);
      pipeline.set("s", "active-pad", "in_1");
      awaitLine(pipeline, "j", "9 pts=90");
      assertThat(lines(pipeline, "j"))
          .endsWith(
              "4 pts=40",
              "start b",
              "5 pts=50 discont",
              "6 pts=60",
              "7 pts=70",
              "8 pts=80",
              "9 pts=90");
      end(pipeline, "a", "b");
      awaitEnd(pipeline);
    }
  }

  @Test
  void shouldLetTheOthersGoWhenTheActiveInputHasEnded() {
    try (Pipeline pipeline = start("input-selector name=s" + TWO_IN)) {
      push(pipeline, "b", 1, 2, 3, 4, 5);
      push(pipeline, "a", 1);
      end(pipeline, "a", "b");
      awaitEnd(pipeline);
      assertThat(pipeline.snapshot().element("s").dropped()).isEqualTo(5);
    }
  }

  @Test
  void shouldSwitchWhilePausedAndGoOnAfterwards() {
    try (Pipeline pipeline = start("input-selector name=s" + TWO_IN)) {
      push(pipeline, "a", 1);
      push(pipeline, "b", 8, 9);
      awaitLine(pipeline, "j", "1 pts=10");
      pipeline.pause();
      pipeline.set("s", "active-pad", "in_1");
      assertThat(pipeline.state()).isEqualTo(State.IDLE);
      pipeline.activate();
      // The switch is a discontinuity: at 9 when 8 was dropped before the pause, else at 8.
      Flows.await(
          "9 came", () -> lines(pipeline, "j").stream().anyMatch(l -> l.startsWith("9 pts=90")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input-selector active-pad=in_7 name=s ! fakesink  fakesrc ! s.",
        "output-selector active-pad=in_7 name=s ! fakesink  fakesrc ! s."
      })
  void shouldNameThePortsWhenTheActiveOneIsUnknown(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining("active-pad=in_7")
          .hasMessageContaining("puts=");
    }
  }

  // ---- output-selector

  @Test
  void shouldSendToTheChosenOutputWhenItIsSwitched() {
    String text =
        "appsrc name=a ! output-selector name=s  s. ! journal name=x  s. ! queue ! journal name=y";
    try (Pipeline pipeline = start(text)) {
      push(pipeline, "a", 1, 2);
      awaitLine(pipeline, "x", "2 pts=20");
      pipeline.set("s", "active-pad", "out_1");
      push(pipeline, "a", 3);
      awaitLine(pipeline, "y", "3 pts=30");
      pipeline.set("s", "active-pad", "out_0");
      push(pipeline, "a", 4);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "x"))
          .containsExactly(
              "start a", "segment start=0 base=0", "1 pts=10", "2 pts=20", "4 pts=40", "eos");
      assertThat(lines(pipeline, "y"))
          .containsExactly("start a", "segment start=0 base=0", "3 pts=30", "eos");
      assertThat(pipeline.snapshot().element("s").copies()).isZero();
    }
  }

  @Test
  void shouldSendTheLatestAgainWhenAsked() {
    String text =
        "appsrc name=a ! output-selector resend-latest=true name=s  s. ! journal name=x  s. !"
            + " journal name=y";
    try (Pipeline pipeline = start(text)) {
      push(pipeline, "a", 1, 2);
      awaitLine(pipeline, "x", "2 pts=20");
      pipeline.set("s", "active-pad", "out_1");
      push(pipeline, "a", 3);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "y")).contains("2 pts=20", "3 pts=30");
    }
  }

  // ---- valve

  @ParameterizedTest
  @ValueSource(strings = {"drop-all", "forward-sticky-events", "transform-to-gap"})
  void shouldDropWhileClosed(String mode) {
    String text = "appsrc name=a ! valve name=v drop-mode=" + mode + " ! journal name=j";
    try (Pipeline pipeline = start(text)) {
      push(pipeline, "a", 1);
      awaitLine(pipeline, "j", "1 pts=10");
      pipeline.set("v", "drop", true);
      push(pipeline, "a", 2, 3);
      await("they are dropped", () -> pipeline.snapshot().element("v").dropped() == 2);
      pipeline.set("v", "drop", false);
      push(pipeline, "a", 4);
      end(pipeline, "a");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "j").subList(2, lines(pipeline, "j").size()))
          .isEqualTo(
              mode.equals("transform-to-gap")
                  ? List.of(
                      "1 pts=10",
                      "gap pts=20 duration=10",
                      "gap pts=30 duration=10",
                      "4 pts=40 discont",
                      "eos")
                  : List.of("1 pts=10", "4 pts=40 discont", "eos"));
    }
  }

  @Test
  void shouldTellTheSegmentLateWhenClosedAtTheStart() {
    try (Pipeline pipeline = start("appsrc name=a ! valve name=v drop=true ! journal name=j")) {
      push(pipeline, "a", 1);
      await("it is dropped", () -> pipeline.snapshot().element("v").dropped() == 1);
      assertThat(lines(pipeline, "j")).containsExactly("start a");
      pipeline.set("v", "drop", false);
      push(pipeline, "a", 2);
      awaitLine(pipeline, "j", "2 pts=20 discont");
      assertThat(lines(pipeline, "j"))
          .containsExactly("start a", "segment start=0 base=0", "2 pts=20 discont");
    }
  }

  // ---- funnel and streamiddemux

  @Test
  void shouldTakeStreamsApartWhenTheyCameThroughOneLink() {
    String text =
        "funnel name=f ! queue ! streamiddemux name=d  d. ! journal name=x  d. ! queue ! journal"
            + " name=y  appsrc name=a ! f.  appsrc name=b ! f.";
    try (Pipeline pipeline = start(text)) {
      push(pipeline, "a", 1);
      awaitLine(pipeline, "x", "1 pts=10");
      push(pipeline, "b", 2, 3);
      awaitLine(pipeline, "y", "3 pts=30");
      push(pipeline, "a", 4);
      awaitLine(pipeline, "x", "4 pts=40");
      pipeline.flush();
      push(pipeline, "b", 5);
      awaitLine(pipeline, "y", "5 pts=50");
      end(pipeline, "a", "b");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "x")).doesNotContain("2 pts=20", "3 pts=30", "5 pts=50");
      assertThat(lines(pipeline, "y")).doesNotContain("1 pts=10", "4 pts=40");
    }
  }

  @Test
  void shouldKeepEventsWithTheirStreamWhenTheyCameThroughOneLink() {
    String text =
        "funnel name=f ! streamiddemux name=d  d. ! journal name=x  d. ! journal name=y"
            + "  appsrc name=a ! herald ! f.  appsrc name=b ! herald ! f.";
    try (Pipeline pipeline = start(text)) {
      push(pipeline, "b", Herald.TAGS, Herald.TAGS + 1, Herald.CUSTOM, Herald.GAP);
      push(pipeline, "a", Herald.TAGS + 2, 1);
      awaitLine(pipeline, "x", "1 pts=10");
      push(pipeline, "b", 2, Herald.GAP + 1);
      awaitLine(pipeline, "y", "gap pts=1210 duration=10");
      push(pipeline, "a", Herald.CUSTOM + 1, Herald.TAGS + 3);
      awaitLine(pipeline, "x", "tags {title=103}");
      end(pipeline, "a", "b");
      awaitEnd(pipeline);
      assertThat(lines(pipeline, "x"))
          .contains("tags {title=102}", "1 pts=10", "custom app/111", "tags {title=103}", "eos")
          .hasSize(7);
      assertThat(lines(pipeline, "y"))
          .contains(
              "tags {title=101}", "custom app/110", "2 pts=20", "gap pts=1210 duration=10", "eos")
          .hasSize(7);
      assertThat(lines(pipeline, "x").indexOf("tags {title=102}"))
          .isLessThan(lines(pipeline, "x").indexOf("1 pts=10"));
    }
  }

  @Test
  void shouldRefuseEventsWithoutEndWhenTheirStreamHasNoBuffer() {
    try (Pipeline pipeline = start("appsrc name=a ! herald ! streamiddemux ! fakesink")) {
      push(pipeline, "a", IntStream.generate(() -> Herald.TAGS).limit(200).toArray());
      push(pipeline, "a", IntStream.generate(() -> Herald.CUSTOM).limit(64).toArray());
      assertThatThrownBy(() -> awaitEnd(pipeline))
          .hasMessageContaining("too many events before the first buffer of a stream max=64");
    }
  }

  @Test
  void shouldCountBuffersWhoseStreamHasNoOutput() {
    String text =
        "funnel name=f ! streamiddemux name=d  d. ! fakesink  fakesrc num-buffers=5 ! f. "
            + " fakesrc num-buffers=5 ! f.";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      assertThat(pipeline.snapshot().element("d").dropped()).isEqualTo(5);
    }
  }
}
