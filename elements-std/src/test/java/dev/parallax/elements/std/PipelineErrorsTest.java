package dev.parallax.elements.std;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mistakes in a pipeline string are shown at their place, and failures name their element. */
@ExtendWith(LeakWatcher.class)
class PipelineErrorsTest {
  @Test
  void shouldPointAtTheValueWhenItIsOutOfRange() {
    assertThatThrownBy(() -> Pipeline.parse("audiotestsrc ! queue max-size-buffers=-3 ! fakesink"))
        .hasMessageContaining("[PLX-PROP-003] ")
        .hasMessageContaining(
            """
              "audiotestsrc ! queue max-size-buffers=-3 ! fakesink"
                                                     ^^
            """
                .stripTrailing());
  }

  @Test
  void shouldNameTheElementWhenItsProbeFails() {
    assertThatThrownBy(
            () -> Pipeline.parse("appsrc name=mine caps=audio/x-raw ! fakesink").explain())
        .hasMessageStartingWith("[PLX-RUN-001] mine: caps of appsrc are not fixed");
  }
}
