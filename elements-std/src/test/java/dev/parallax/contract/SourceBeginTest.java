package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for a source before its first buffer must not take the place of its beginning. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class SourceBeginTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldBeginItsStreamWhenAPropertyIsSetWhileItStandsStill(boolean flushed)
      throws InterruptedException {
    try (Pipeline pipeline =
        Pipeline.parse("audiotestsrc name=s num-buffers=5 ! volume ! fakesink name=end")) {
      pipeline.prepare();
      if (flushed) {
        pipeline.flush();
      }
      for (int freq = 100; freq < 200; freq++) {
        pipeline.set("s", "freq", (double) freq);
      }
      pipeline.activate();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).as("the stream ends").isTrue();
      assertThat(pipeline.error()).isNull();
      assertThat(pipeline.snapshot().elements())
          .filteredOn(e -> e.name().equals("end"))
          .allSatisfy(e -> assertThat(e.buffersIn()).isEqualTo(5));
    }
  }
}
