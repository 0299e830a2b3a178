package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pipelines that must not run, and strings that are meant to be expensive. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class RefusedPipelineTest {
  @Test
  void shouldRefuseWhenAnElementIsUntrusted() {
    try (Pipeline pipeline = Pipeline.parse("toysrc ! toyuntrusted")) {
      assertThatThrownBy(pipeline::run)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining(
              "[PLX-SBX-001] cannot isolate toyuntrusted0: toyuntrusted is untrusted");
      assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
      assertThatThrownBy(pipeline::explain).hasMessageContaining("PLX-SBX-001");
    }
  }

  @Test
  void shouldRefuseWhenAnElementCallsNativeCodeUnlessItIsTrustedByName() {
    try (Pipeline pipeline = Pipeline.parse("fakesrc num-buffers=3 ! toynative name=decoder")) {
      assertThatThrownBy(pipeline::run)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining(
              "[PLX-SBX-001] cannot isolate decoder: toynative calls native code");
      pipeline.placement(Placement.trusting("other", "decoder")).run();
      pipeline.placement(Placement.trusting("toynative")).run();
      pipeline.placement(Placement.trusting("decode"));
      assertThatThrownBy(pipeline::run).hasMessageContaining("PLX-SBX-001");
    }
  }

  @Test
  void shouldBuildAtOnceWhenAStringHasThousandsOfElements() {
    String text = "fakesrc ! " + "identity ! ".repeat(5000) + "fakesink";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertThat(pipeline.elements()).hasSize(5002).contains("identity0", "identity4999");
    }
  }
}
