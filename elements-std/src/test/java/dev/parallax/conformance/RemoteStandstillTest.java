package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pauses and flushes while an element in another process waits for a slot, which somebody holds who
 * stands still already.
 */
@Timeout(60)
@ExtendWith(LeakWatcher.class)
class RemoteStandstillTest {
  private static final String KEPT = "fakesrc name=a ! delay name=b ! fakesink";
  private static final int TIMES = 20;

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "b", "ab"})
  void shouldPauseAndFlushWhenSlotsAreKept(String remote) {
    List<String> names = remote.chars().mapToObj(Character::toString).toList();
    try (Pipeline pipeline = Pipeline.parse(KEPT)) {
      pipeline.placement(ThreadPeer.placement((name, e) -> names.contains(name), name -> null));
      pipeline.prepare();
      pipeline.activate();
      for (int i = 0; i < TIMES; i++) {
        pipeline.pause();
        pipeline.activate();
        pipeline.flush();
      }
      assertThat(pipeline.error()).isNull();
      assertThat(pipeline.state()).isEqualTo(State.RUNNING);
      pipeline.suspend();
      assertThat(pipeline.snapshot().element("a").buffersOut()).isPositive();
    }
  }
}
