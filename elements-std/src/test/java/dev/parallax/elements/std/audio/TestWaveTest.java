package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
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
  void shouldBeASineWhenFromATable() {
    assertThat(wave(AudioTestWave.SINE_TABLE, 1000, 0.0123))
        .containsExactly(wave(AudioTestWave.SINE, 1000, 0.0123), within(1e-5));
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

  /** Slope of the spectrum in dB an octave, from the octaves in the middle. */
  private static double slope(AudioTestWave shape) {
    int n = 1 << 16;
    double[] re = wave(shape, n, 0);
    double[] im = new double[n];
    new dev.parallax.elements.std.audio.kernel.Fft(n).transform(re, im);
    double[] octaves = new double[16];
    for (int i = 1; i < n / 2; i++) {
      int octave = 31 - Integer.numberOfLeadingZeros(i);
      octaves[octave] += (re[i] * re[i] + im[i] * im[i]) / (1 << octave);
    }
    return (10 * Math.log10(octaves[13]) - 10 * Math.log10(octaves[7])) / 6;
  }

  @Test
  void shouldHaveTheColourOfItsNameWhenNoise() {
    assertThat(slope(AudioTestWave.WHITE_NOISE)).isCloseTo(0, within(0.4));
    assertThat(slope(AudioTestWave.GAUSSIAN_NOISE)).isCloseTo(0, within(0.4));
    assertThat(slope(AudioTestWave.PINK_NOISE)).isCloseTo(-3, within(0.5));
    assertThat(slope(AudioTestWave.RED_NOISE)).isCloseTo(-6, within(0.8));
    assertThat(slope(AudioTestWave.BLUE_NOISE)).isCloseTo(3, within(0.8));
    assertThat(slope(AudioTestWave.VIOLET_NOISE)).isCloseTo(6, within(0.8));
  }

  @ParameterizedTest
  @EnumSource(AudioTestWave.class)
  void shouldStayWithinTheVolume(AudioTestWave shape) {
    double peak = Arrays.stream(wave(shape, 100_000, 0.0123)).map(Math::abs).max().orElse(1);
    if (shape == AudioTestWave.GAUSSIAN_NOISE) {
      assertThat(peak).isBetween(0.8 * 3.5, 0.8 * 6);
    } else if (!List.of(AudioTestWave.SILENCE, AudioTestWave.SWEEP, AudioTestWave.TICKS)
        .contains(shape)) {
      assertThat(peak).isBetween(0.2, 0.8);
    }
  }

  @Test
  void shouldTickAtItsIntervalWithMarkersAndRamps() {
    TestWave source = new TestWave();
    source.ticks = new TestWave.Ticks(100, 20, 0, 3, 0.4);
    double[] x = new double[1000];
    source.fill(AudioTestWave.TICKS, x, 1000, 0.1, 0.8);
    for (int i = 0; i < 1000; i++) {
      double volume = i / 100 % 3 == 0 ? 0.4 : 0.8;
      double expected = i % 100 < 20 ? volume * Math.sin(2 * Math.PI * 0.1 * (i % 100)) : 0;
      assertThat(x[i]).as("sample=" + i).isCloseTo(expected, within(1e-9));
    }
    source.reset();
    source.ticks = new TestWave.Ticks(100, 20, 10, 0, 1);
    source.fill(AudioTestWave.TICKS, x, 100, 0.1, 0.8);
    assertThat(x[2]).isCloseTo(0.8 * 0.2 * Math.sin(2 * Math.PI * 0.2), within(1e-9));
  }

  @Test
  void shouldSweepBetweenItsFrequenciesAndBeginAnew() {
    assertThat(new TestWave.Sweep(0.001, 0.1, 1000, true).at(500)).isCloseTo(0.01, within(1e-12));
    assertThat(new TestWave.Sweep(0.001, 0.1, 1000, true).at(1000)).isEqualTo(0.001);
    assertThat(new TestWave.Sweep(0, 0.1, 1000, true).at(500)).isCloseTo(0.05, within(1e-12));
    TestWave source = new TestWave();
    source.sweep = new TestWave.Sweep(0.01, 0.02, 1000, false);
    double[] x = new double[1000];
    source.fill(AudioTestWave.SWEEP, x, 1000, 0, 1);
    int crossings = 0;
    for (int i = 1; i < 1000; i++) {
      crossings += x[i - 1] < 0 && x[i] >= 0 ? 1 : 0;
    }
    assertThat(crossings).isBetween(14, 15); // 15 cycles
  }
}
