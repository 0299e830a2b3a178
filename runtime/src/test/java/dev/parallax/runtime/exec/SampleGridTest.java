package dev.parallax.runtime.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Its effect on streams is in the tests of {@code audiomixer}. */
class SampleGridTest {
  @Test
  void shouldFindTheSampleOfEveryTimeWhenTimesAreRounded() {
    Random random = new Random(3);
    for (int rate : new int[] {1, 7, 8_000, 11_025, 44_100, 48_000, 352_800, 100_000_000}) {
      for (int i = 0; i < 2_000; i++) {
        long sample = random.nextLong(-1L << 40, 1L << 40) % (rate * 1_000_000L);
        long time = SampleGrid.timeOf(sample, rate);
        assertThat(SampleGrid.sampleAt(time, rate)).isEqualTo(sample);
        assertThat(SampleGrid.timeOf(sample + 1, rate)).isGreaterThan(time);
      }
    }
  }

  @Test
  void shouldTakeTheNearestSampleWhenATimeIsBetweenTwo() {
    assertThat(SampleGrid.sampleAt(149, 10_000_000)).isEqualTo(1);
    assertThat(SampleGrid.sampleAt(150, 10_000_000)).isEqualTo(2);
    assertThat(SampleGrid.sampleAt(-51, 10_000_000)).isEqualTo(-1);
  }
}
