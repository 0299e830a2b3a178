package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.testkit.toys.Gain;
import dev.parallax.testkit.toys.Keeper;
import dev.parallax.testkit.toys.Pace;
import dev.parallax.testkit.toys.PaceElement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The harness does to an element what a pipeline does, when the test wants it. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class ElementHarnessTest {
  private static final String MONO = "audio/x-raw,format=F32LE,rate=48000,channels=1";
  private static final long SECOND = 1_000_000_000L;

  @Test
  void shouldDoubleSamplesWhenGainIsTwo() {
    // snippet: gain
    try (ElementHarness gain = ElementHarness.of("gain gain=2")) {
      gain.format(MONO);
      gain.push(TestBuffer.f32(0.1f, -0.2f));
      assertThat(gain.pull().f32()).containsExactly(0.2f, -0.4f);
    }
    // end snippet
  }

  @Test
  void shouldKeepTimesFlagsAndMetadataWhenAFilterDoes() {
    TestBuffer in =
        TestBuffer.f32(1)
            .at(5, 7)
            .withDts(3)
            .withFlags(Buffer.DISCONT)
            .withMetadata(Metadata.EMPTY.with("a/b", "c"));
    try (ElementHarness gain = ElementHarness.of(Gain.class)) {
      gain.format(MONO).push(in);
      TestBuffer out = gain.pull();
      assertThat(out.format()).isInstanceOf(AudioFormat.class);
      assertThat(
              new TestBuffer(
                  out.bytes(),
                  out.pts(),
                  out.dts(),
                  out.duration(),
                  out.flags(),
                  out.metadata(),
                  null))
          .isEqualTo(in);
    }
  }

  @Test
  void shouldChangePropertiesWhenTheElementRuns() {
    try (ElementHarness gain = ElementHarness.of("gain")) {
      gain.format(MONO).push(TestBuffer.f32(1)).set("gain", 3.0).push(TestBuffer.f32(1));
      assertThat(gain.pull().f32()).containsExactly(1f);
      assertThat(gain.pull().f32()).containsExactly(3f);
      assertThat(gain.get("gain")).isEqualTo(3.0);
      assertThatThrownBy(() -> gain.set("gain", 9.0)).hasMessageContaining("PLX-PROP-003");
      assertThat(gain.counters().buffersIn()).isEqualTo(2);
      assertThat(gain.counters().copies()).isZero();
    }
  }

  @Test
  void shouldFollowWhenTheFormatChanges() {
    try (ElementHarness gain = ElementHarness.of("gain gain=2")) {
      gain.format(MONO).push(TestBuffer.f32(1));
      gain.format(MONO.replace("channels=1", "channels=2")).push(TestBuffer.f32(1, 2));
      List<TestBuffer> out = gain.pullAll();
      assertThat(out).extracting(b -> ((AudioFormat) b.format()).channels()).containsExactly(1, 2);
      assertThat(out.get(1).f32()).containsExactly(2, 4);
    }
  }

  @Test
  void shouldRefuseToStartWhenTheFormatDoesNotFit() {
    try (ElementHarness gain = ElementHarness.of("gain")) {
      gain.format(MONO.replace("48000", "7999"));
      assertThatThrownBy(gain::start)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("PLX-CAPS-009")
          .hasMessageContaining("rate");
    }
    try (ElementHarness gain = ElementHarness.of("gain")) {
      gain.format(MONO).push(TestBuffer.f32(1));
      assertThatThrownBy(() -> gain.format(MONO.replace("channels=1", "channels=9")))
          .hasStackTraceContaining("channels");
    }
    try (ElementHarness gain = ElementHarness.of("gain").outputCaps("audio/x-raw,format=S16LE")) {
      assertThatThrownBy(() -> gain.format(MONO).start()).hasMessageContaining("PLX-CAPS-");
    }
  }

  @Test
  void shouldDrainWhenTheStreamEndsAndBeginAnewWhenFlushed() {
    try (ElementHarness keeper = ElementHarness.of("keeper")) {
      keeper.push(new byte[] {1}).push(new byte[] {2});
      assertThat(keeper.pull().bytes()).containsExactly(1);
      assertThat(keeper.tryPull()).isNull();
      assertThatThrownBy(keeper::pull)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("no buffer came out of port=out")
          .hasMessageContaining("waits for input");
      keeper.end();
      assertThat(keeper.pull().bytes()).containsExactly(2);
      assertThat(keeper.output().isEnded()).isTrue();
      assertThatThrownBy(() -> keeper.push(new byte[1])).hasMessageContaining("flush()");
      keeper.flush().push(new byte[] {3}).flush().push(new byte[] {4}).end();
      assertThat(keeper.pullAll()).extracting(b -> b.bytes()[0]).containsExactly((byte) 4);
    }
  }

  @Test
  void shouldRunAgainWhenStopped() {
    try (ElementHarness keeper = ElementHarness.of("keeper")) {
      for (int run = 0; run < 3; run++) {
        keeper.push(new byte[] {1}).end();
        assertThat(keeper.pullAll()).hasSize(1);
        keeper.stop();
      }
    }
  }

  @Test
  void shouldPassEventsInOrderWhenTheyAreSent() {
    Event.Tags tags = new Event.Tags(Map.of("title", "x"));
    try (ElementHarness gain = ElementHarness.of("gain")) {
      gain.format(MONO).event(tags).push(TestBuffer.f32(1)).event(new Event.Gap(1, 2)).end();
      List<Event.Downstream> events = gain.output().events();
      assertThat(events).hasSize(5);
      assertThat(events.get(0)).isInstanceOf(Event.StreamStart.class);
      assertThat(events.subList(1, 5))
          .containsExactly(Event.Segment.START, tags, new Event.Gap(1, 2), Event.Eos.EOS);
      assertThat(gain.output().events()).isEmpty();
    }
  }

  @Test
  void shouldTellTheSourceWhenAnEventGoesUpstream() {
    try (ElementHarness settle = ElementHarness.of("settle")) {
      settle.upstream(new Event.Qos(1, 2)).upstream(new Event.ForceKeyUnit());
      assertThat(settle.input().upstreamEvents()).containsExactly(new Event.ForceKeyUnit());
    }
  }

  @Test
  void shouldCallTheTimerWhenTheClockIsMoved() {
    // snippet: clock
    try (ElementHarness settle = ElementHarness.of("settle quiet=" + SECOND)) {
      settle.push(new byte[] {1}).advance(SECOND - 1).push(new byte[] {2});
      assertThat(settle.advance(SECOND - 1).tryPull()).isNull();
      assertThat(settle.advance(1).pull().bytes()).containsExactly(2);
      settle.push(new byte[] {3});
      assertThat(settle.crank()).isEqualTo(SECOND);
      assertThat(settle.pull().bytes()).containsExactly(3);
      assertThatThrownBy(settle::crank).hasMessageContaining("element waits for no time");
      assertThat(settle.messages())
          .filteredOn(Message.Info.class::isInstance)
          .extracting(Message::from)
          .containsExactly("settle", "settle", "settle");
    }
    // end snippet
  }

  @Test
  void shouldWaitByTheTestsClockWhenASinkPaces() {
    try (ElementHarness pace = ElementHarness.of("pace")) {
      for (int i = 0; i < 4; i++) {
        pace.push(TestBuffer.of(new byte[1]).at(i * SECOND, SECOND));
      }
      PaceElement.Control control = pace.control(PaceElement.Control.class);
      assertThat(control.taken()).isEqualTo(1);
      pace.advance(SECOND / 2);
      assertThat(control.taken()).isEqualTo(1);
      pace.advance(2 * SECOND);
      assertThat(control.taken()).isEqualTo(3);
      pace.end();
      assertThat(pace.crank()).isEqualTo(SECOND / 2);
      assertThat(control.taken()).isEqualTo(4);
    }
  }

  @Test
  void shouldTakeTypedBuildersWhenTheyAreGiven() {
    try (ElementHarness pace = ElementHarness.of(new PaceElement())) {
      pace.push(TestBuffer.of(new byte[1]).at(0, 1));
      assertThat(pace.control(PaceElement.Control.class).taken()).isEqualTo(1);
    }
    assertThat(ElementHarness.of(Pace.class).descriptor().name()).isEqualTo("pace");
    assertThatThrownBy(() -> ElementHarness.of(String.class))
        .hasMessageContaining("parallax-processor");
  }

  @Test
  void shouldFeedEachInputWhenThereAreSeveral() {
    try (ElementHarness joins = ElementHarness.of("joins").ports("in_0", "in_1")) {
      joins.inputs().forEach(in -> in.format("text/plain,framed=false"));
      joins.input("in_1").push(TestBuffer.text("a"));
      joins.input("in_0").push(TestBuffer.text("b")).end();
      assertThat(joins.output().isEnded()).isFalse();
      joins.input("in_1").push(TestBuffer.text("c"));
      joins.end();
      assertThat(joins.pullAll()).extracting(TestBuffer::text).containsExactly("a", "b", "c");
      assertThat(joins.output().isEnded()).isTrue();
      assertThatThrownBy(joins::input).hasMessageContaining("[in_0, in_1]");
    }
  }

  @Test
  void shouldEndTheSourceWhenTheSinkWantsNoMore() {
    try (ElementHarness gain = ElementHarness.of("gain")) {
      gain.format(MONO).push(TestBuffer.f32(1));
      gain.output().refuse();
      gain.push(TestBuffer.f32(1));
      assertThat(gain.input().isEnded()).isTrue();
      assertThat(gain.pullAll()).hasSize(1);
    }
  }

  @Test
  void shouldThrowWhatTheElementThrewWhenItFails() {
    try (ElementHarness lines = ElementHarness.of("lines")) {
      lines.format("text/x-lines,framed=false").push(new byte[] {2, 'a', 'b'});
      assertThat(lines.pull().text()).isEqualTo("ab");
      assertThatThrownBy(() -> lines.push(new byte[] {-1, 0}))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("PLX-RUN-001")
          .hasMessageContaining("line is too long offset=0 length=255");
    }
  }

  @Test
  void shouldNameTheElementWhenItLeavesBuffersBehind() {
    ElementHarness leaks = ElementHarness.of("keeper fault=leak");
    leaks.push(new byte[1]).push(new byte[1]);
    assertThatThrownBy(leaks::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("element leaves buffers behind element=keeper")
        .hasMessageContaining("slots=");
    Keeper.giveBack();
  }

  @Test
  void shouldFailWhenAViewIsUsedAfterItsCall() {
    try (ElementHarness keeper = ElementHarness.of("keeper fault=view-at-drain")) {
      keeper.push(new byte[1]);
      assertThatThrownBy(keeper::end).hasStackTraceContaining("view used after its call");
    }
  }
}
