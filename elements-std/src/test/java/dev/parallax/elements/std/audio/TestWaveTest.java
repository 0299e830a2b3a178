package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestWaveTest {
  private static double[] wave(AudioTestWave shape, int count, double step) {
    double[] x = new double[count];
    new TestWave().fill(shape, x, count, step, 0.8);
    return x;
  }

  /** Eight samples a cycle, as GStreamer 1.22 gives them for freq=1000 rate=8000. */
  @Test
  void shouldHaveTheShapesOfGstreamer() {
    assertThat(wave(AudioTestWave.SQUARE, 8, 0.125))
        .containsExactly(.8, .8, .8, -.8, -.8, -.8, -.8, .8);
    assertThat(wave(AudioTestWave.SAW, 8, 0.125))
        .containsExactly(new double[] {.2, .4, .6, -.8, -.6, -.4, -.2, 0}, within(1e-9));
    assertThat(wave(AudioTestWave.TRIANGLE, 8, 0.125))
        .containsExactly(new double[] {.4, .8, .4, 0, -.4, -.8, -.4, 0}, within(1e-9));
    assertThat(wave(AudioTestWave.SINE, 8, 0.125))
        .containsExactly(new double[] {.5657, .8, .5657, 0, -.5657, -.8, -.5657, 0}, within(1e-4));
    assertThat(wave(AudioTestWave.SILENCE, 8, 0.125)).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource(AudioTestWave.class)
  void shouldGoOnWhereTheBlockBeforeEnded(AudioTestWave shape) {
    double[] whole = wave(shape, 1000, 0.01234);
    TestWave parts = new TestWave();
    double[] joined = new double[0];
    for (int size : new int[] {1, 99, 400, 500}) {
      double[] x = new double[size];
      parts.fill(shape, x, size, 0.01234, 0.8);
      int at = joined.length;
      joined = Arrays.copyOf(joined, at + size);
      System.arraycopy(x, 0, joined, at, size);
    }
    assertThat(joined).containsExactly(whole);
  }

  @Test
  void shouldSpreadNoiseEvenlyAndRepeatIt() {
    double[] x = wave(AudioTestWave.WHITE_NOISE, 100_000, 0);
    assertThat(Arrays.stream(x).average().orElse(1)).isCloseTo(0, within(0.01));
    assertThat(Arrays.stream(x).map(v -> v * v).average().orElse(0))
        .isCloseTo(0.64 / 3, within(0.01));
    assertThat(Arrays.stream(x).map(Math::abs).max().orElse(1)).isLessThanOrEqualTo(0.8);
    assertThat(wave(AudioTestWave.WHITE_NOISE, 100_000, 0)).containsExactly(x);
  }

  @Test
  void shouldNotDriftWhenTimesAreRounded() {
    SampleClock clock = new SampleClock();
    clock.start(44_100, 0);
    long sum = 0;
    for (int i = 0; i < 44_100; i++) {
      sum += clock.advance(1);
    }
    assertThat(sum).isEqualTo(1_000_000_000L);
    clock.rate(48_000);
    clock.advance(24_000);
    assertThat(clock.now()).isEqualTo(1_500_000_000L);
    assertThat(SampleClock.ns((1L << 36) - 1, 655_350)).isEqualTo(104_859_200_022_889L);
  }
}
