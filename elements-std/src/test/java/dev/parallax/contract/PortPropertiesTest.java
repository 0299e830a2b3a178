package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Properties that every port of a template has for itself. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class PortPropertiesTest {
  /** Three white pictures: at least 235 at every pixel. */
  private static final String INPUT =
      " videotestsrc pattern=white num-buffers=3 ! video/x-raw,format=GRAY8,width=8,height=8 ! m.";

  private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

  private Pipeline pipeline(String properties, String inputs) {
    var probe =
        StdElements.appSink(b -> {
          byte[] first = new byte[1];
          b.copyTo(0, first, 0, 1);
          seen.add(first[0] & 0xff);
        });
    return Pipeline.parse(
        "toymixer name=m " + properties + " ! ${probe}" + inputs, Map.of("probe", probe));
  }

  @Test
  void shouldGiveEachPortItsOwnValueWhenTheStringNamesThem() {
    try (Pipeline pipeline = pipeline("offset=7 in_0::times=0 in_1::part=nothing", INPUT + INPUT)) {
      pipeline.run();
      assertThat(pipeline.get("m", "in_0::times")).isEqualTo(0);
      assertThat(pipeline.get("m", "in_1::times")).isEqualTo(1);
      assertThat(pipeline.get("m", "in_1::part")).isEqualTo("nothing");
    }
    assertThat(seen).containsExactly(7, 7, 7);
  }

  @Test
  void shouldKeepTheDefaultWhenAPortIsNotNamed() {
    try (Pipeline pipeline = pipeline("offset=20 in_1::times=0", INPUT + INPUT)) {
      pipeline.run();
    }
    assertThat(seen).containsExactly(255, 255, 255);
  }

  @Test
  void shouldKeepWhatWasSetWhenThePipelineRunsAgain() {
    try (Pipeline pipeline = pipeline("", INPUT)) {
      pipeline.set("m", "in_0::times", 0);
      pipeline.run();
      pipeline.run();
    }
    assertThat(seen).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldTakeALiveValueBetweenTwoCalls() {
    try (Pipeline pipeline = pipeline("", INPUT)) {
      pipeline.prepare();
      pipeline.set("m", "in_0::times", "0");
      assertThat(pipeline.get("m", "in_0::times")).isEqualTo(0);
      assertThatThrownBy(() -> pipeline.set("m", "in_0::part", "nothing"))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("[PLX-PROP-006] m.in_0::part can't change");
      assertThatThrownBy(() -> pipeline.set("m", "in_3::times", 1))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("[PLX-PROP-008] m.in_3 is not linked");
      pipeline.activate();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).containsExactly(0, 0, 0);
  }

  @Test
  void shouldNotMakeAPortWhenItsPropertyIsOnlyRead() {
    try (Pipeline pipeline = pipeline("", INPUT)) {
      assertThat(pipeline.get("m", "in_5::times")).isEqualTo(1);
      pipeline.run();
    }
    assertThat(seen).hasSize(3);
  }

  @Test
  void shouldRefuseWhenNothingIsLinkedToThePort() {
    try (Pipeline pipeline = pipeline("in_4::times=2", INPUT)) {
      assertThatThrownBy(pipeline::prepare)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("[PLX-PROP-008] m.in_4 has properties, but nothing is linked to it")
          .hasMessageContaining("in_4::times=2")
          .hasMessageContaining("^")
          .hasMessageContaining("linked inputs are in_0");
    }
  }

  @Test
  void shouldNameTheRangeWhenAValueIsOutsideIt() {
    assertThatThrownBy(() -> pipeline("in_0::times=11", INPUT).close())
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-PROP-003");
    assertThatThrownBy(() -> new ToyMixerElement().in().times(-1))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-PROP-003");
  }

  @Test
  void shouldListThePropertiesWhenThePortHasNoSuch() {
    assertThatThrownBy(() -> pipeline("in_0::tims=1", INPUT).close())
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("[PLX-PROP-001] toymixer.in_0 has no property tims")
        .hasMessageContaining("times");
    assertThatThrownBy(() -> pipeline("out_0::times=1", INPUT).close())
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("[PLX-PROP-001] toymixer has no property out_0::times");
  }

  @Test
  void shouldConfigureThePortThatIsLinkedWhenTyped() {
    var mixer = new ToyMixerElement().offset(1).named("m");
    var sink =
        StdElements.appSink(b -> {
          byte[] first = new byte[1];
          b.copyTo(0, first, 0, 1);
          seen.add(first[0] & 0xff);
        });
    StdElements.videoTestSrc().numBuffers(2).to(mixer.in().times(0));
    StdElements.videoTestSrc().numBuffers(2).to(mixer.in().part(ToyMixer.Part.NOTHING));
    mixer.out().to(sink);
    try (Pipeline pipeline = Pipeline.of(mixer)) {
      pipeline.run();
      assertThat(pipeline.get("m", "in_0::times")).isEqualTo(0);
      assertThat(pipeline.get("m", "in_1::part")).isEqualTo("nothing");
    }
    assertThat(seen).containsExactly(1, 1);
  }
}
