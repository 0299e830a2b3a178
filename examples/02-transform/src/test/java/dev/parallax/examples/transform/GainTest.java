package dev.parallax.examples.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

// snippet: test
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class GainTest {
  @Test
  void shouldHalveSamplesWhenGainIsOneHalf() {
    List<Float> first = new ArrayList<>();
    var probe = StdElements.mapAudio(block -> first.add(Math.abs(block.f32(0))));
    String text =
        "audiotestsrc wave=square volume=0.8 num-buffers=3 ! gain gain=0.5 ! ${probe} ! fakesink";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("probe", probe))) {
      pipeline.run();
    }
    assertThat(first).hasSize(3).allSatisfy(sample -> assertThat(sample).isEqualTo(0.4f));
  }

  @Test
  void shouldNameTheRangeWhenGainIsTooLarge() {
    assertThatThrownBy(() -> Pipeline.parse("audiotestsrc ! gain gain=9 ! fakesink"))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-PROP-003");
  }
}
// end snippet
