package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An element in another process sees whole arenas: so it gets none that carries other streams. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrivateArenasTest {
  private static final int SOME = 40;
  private static final String SOUND = "audiotestsrc num-buffers=40 ! ";

  /** The elements named {@code x} and {@code y} run elsewhere. */
  private static Snapshot run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.placement((name, element) -> name.matches("[xy]") ? ThreadPeer.LAUNCHER : null);
      pipeline.run();
      return pipeline.snapshot();
    }
  }

  /** Another branch works in the buffers that both have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tee name=t  t. ! queue ! volume volume=0.5 ! fakesink  t. ! queue ! level name=x !"
            + " fakesink",
        "tee name=t  t. ! queue ! identity ! volume volume=0.5 ! fakesink"
            + "  t. ! queue ! identity ! level name=x ! fakesink",
        "identity name=y ! tee name=t  t. ! queue ! volume volume=0.5 ! fakesink"
            + "  t. ! queue ! level name=x ! fakesink"
      })
  void shouldCopyWhatLiesWhereOthersWrite(String rest) {
    Snapshot counters = run(SOUND + rest);
    assertThat(counters.element("x").buffersIn()).isEqualTo(SOME);
    assertThat(counters.element("x").copies()).isEqualTo(SOME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "level name=x ! fakesink",
        "volume volume=0.5 ! level name=x ! fakesink",
        "identity name=y ! level name=x ! fakesink",
        "tee name=t  t. ! queue ! fakesink  t. ! queue ! level name=x ! fakesink",
        "tee name=t  t. ! queue ! identity ! fakesink  t. ! queue ! level name=x ! fakesink",
        "tee name=t  t. ! queue ! level name=y ! fakesink  t. ! queue ! level name=x ! fakesink"
      })
  void shouldNotCopyWhatNobodyElseWrites(String rest) {
    Snapshot counters = run(SOUND + rest);
    assertThat(counters.element("x").buffersIn()).isEqualTo(SOME);
    assertThat(counters.element("x").copies()).isZero();
  }
}
