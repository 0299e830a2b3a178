package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import dev.parallax.testkit.VirtualClock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Test sources that live by the clock, which stands still unless it is moved: whatever they wait
 * for too long never comes. All make one buffer a second.
 */
@Timeout(60)
@ExtendWith(LeakWatcher.class)
class LiveTestSourcesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String VIDEO =
      "videotestsrc is-live=true ! video/x-raw,format=GRAY8,width=16,height=16,framerate=1/1";
  private static final String AUDIO =
      "audiotestsrc is-live=true samplesperbuffer=8000 ! audio/x-raw,format=U8,rate=8000";
  private static final String DATA = "testsrc is-live=true interval=1000000000";
  private static final String LATE_VIDEO =
      "videotestsrc is-live=true timestamp-offset=5000000000 !"
          + " video/x-raw,format=GRAY8,width=16,height=16,framerate=1/1";
  private static final String LATE_AUDIO =
      "audiotestsrc is-live=true samplesperbuffer=8000 timestamp-offset=5000000000 !"
          + " audio/x-raw,format=U8,rate=8000";

  private final VirtualClock clock = new VirtualClock();

  private Pipeline start(String source) {
    Pipeline pipeline = Pipeline.parse(source + " ! appsink name=out").clock(clock);
    pipeline.prepare();
    pipeline.activate();
    return pipeline;
  }

  private static AppSample pull(Pipeline pipeline) throws InterruptedException {
    return Objects.requireNonNull(
        pipeline.find("out", AppSinkElement.Control.class).pull(10 * SECOND), "a buffer");
  }

  /** The clock moves on by what one buffer lasts: at its end audio is there, too. */
  private long next(Pipeline pipeline) throws InterruptedException {
    clock.advance(SECOND);
    return pull(pipeline).pts();
  }

  @ParameterizedTest
  @ValueSource(strings = {VIDEO, AUDIO, DATA})
  void shouldBeginAnewAtOnceWhenFlushed(String source) throws InterruptedException {
    try (Pipeline pipeline = start(source)) {
      clock.advance(60 * SECOND);
      for (int i = 0; i < 60; i++) {
        assertThat(pull(pipeline).pts()).isEqualTo(i * SECOND);
      }
      pipeline.flush();
      assertThat(next(pipeline)).isZero();
      assertThat(next(pipeline)).isEqualTo(SECOND);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {VIDEO, AUDIO, LATE_VIDEO, LATE_AUDIO})
  void shouldGoOnAtOnceWhenSeeking(String source) throws InterruptedException {
    try (Pipeline pipeline = start(source)) {
      clock.advance(10 * SECOND);
      pull(pipeline);
      pipeline.seek(60 * SECOND);
      assertThat(next(pipeline)).isEqualTo(60 * SECOND);
      assertThat(next(pipeline)).isEqualTo(61 * SECOND);
      pipeline.seek(7 * SECOND);
      assertThat(next(pipeline)).isEqualTo(7 * SECOND);
      pipeline.flush();
      clock.advance(5 * SECOND);
      assertThat(next(pipeline) % (5 * SECOND)).as("the first of all").isZero();
    }
  }

  /** Its times are those that a sink waits for. */
  @ParameterizedTest
  @ValueSource(strings = {LATE_VIDEO, LATE_AUDIO})
  void shouldWaitForTheTimeThatTheBufferHas(String source) throws InterruptedException {
    try (Pipeline pipeline = start(source)) {
      assertThat(pipeline.settle(10, TimeUnit.SECONDS)).isTrue();
      assertThat(clock.nextAlarm().orElseThrow()).isBetween(5 * SECOND, 6 * SECOND);
      clock.advance(5 * SECOND);
      assertThat(next(pipeline)).isEqualTo(5 * SECOND);
    }
  }
}
