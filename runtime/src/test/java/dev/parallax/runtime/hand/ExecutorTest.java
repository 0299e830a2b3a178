package dev.parallax.runtime.hand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.State;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExecutorTest {
  @AfterEach
  void shouldLeakNothing() {
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  private static long run(String text) {
    Hand.Sink.ALL.clear();
    Pipeline.parse(text).run();
    assertThat(Hand.Sink.ALL).hasSize(1);
    assertThat(Hand.Sink.ALL.get(0).disorder).isZero();
    return Hand.Sink.ALL.get(0).count;
  }

  @Test
  void shouldRunFusedChain() {
    assertThat(run("hsrc num-buffers=1000 ! pass ! pass ! hsink")).isEqualTo(1000);
  }

  @Test
  void shouldRunThroughQueue() {
    assertThat(run("hsrc num-buffers=100000 ! queue ! pass ! hsink")).isEqualTo(100000);
  }

  @Test
  void shouldRunThroughTinyQueues() {
    assertThat(
            run(
                "hsrc num-buffers=20000 ! queue max-size-buffers=1 ! pass ! queue"
                    + " max-size-buffers=2 ! hsink"))
        .isEqualTo(20000);
  }

  @Test
  void shouldStopWithNameAndCauseWhenElementFails() {
    Pipeline pipeline = Pipeline.parse("hsrc ! queue ! fail name=broken after=5 ! hsink");
    assertThatThrownBy(pipeline::run)
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("broken: unit is damaged unit=7 offset=0x30");
    assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
  }

  @Test
  void shouldPauseAndResumeAndEndOnRequest() {
    Pipeline pipeline = Pipeline.parse("hsrc ! queue ! hsink");
    for (int i = 0; i < 20; i++) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.pause();
      long before = pipeline.snapshot().elements().getLast().buffersIn();
      assertThat(pipeline.snapshot().elements().getLast().buffersIn()).isEqualTo(before);
      pipeline.activate();
      pipeline.flush();
      pipeline.requestEos();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
      pipeline.suspend();
    }
  }

  @Test
  void shouldRefuseIllegalTransitions() {
    try (Pipeline pipeline = Pipeline.parse("hsrc ! hsink")) {
      assertThatThrownBy(pipeline::activate).hasMessageContaining("PLX-RUN-003");
      pipeline.prepare();
      assertThatThrownBy(pipeline::prepare).hasMessageContaining("PLX-RUN-003");
      assertThatThrownBy(pipeline::pause).hasMessageContaining("PLX-RUN-003");
    }
  }
}
