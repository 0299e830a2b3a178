package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import org.junit.jupiter.api.Test;

class MeasureTest {
  @Test
  void shouldShowSpeedSinceTheLastLineWhenItRuns() {
    Measure before = new Measure(1_000_000_000L, 2_000_000_000L, 50, 0, 0);
    Measure now = new Measure(2_000_000_000L, 3_723_004_000_000L, 80, 0, 2);

    assertThat(now.line(before))
        .isEqualTo("1:02:03.004  rate 1861.50  30.0 fps  80 buffers  2 drops");
  }

  @Test
  void shouldSayThatThereIsNoTimeWhenBuffersHaveNone() {
    assertThat(new Measure(0, Buffer.NO_TIME, 0, 0, 0).line(Measure.START))
        .isEqualTo("-:--:--.---  0.0 fps  0 buffers  0 drops");
  }
}
