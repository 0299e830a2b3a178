package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Gauge NOTHING = new Gauge.StartToExit("unused");

  @Test
  void shouldSayOnePartWhenParallaxIsCheaper() {
    Comparison comparison = comparison(Unit.NANOS, new Goal.Part(25), 8, 1_000);

    assertThat(comparison.ratioText()).isEqualTo("1/125");
    assertThat(comparison.reached()).isTrue();
    assertThat(comparison.row())
        .isEqualTo(
            "| title | 8.00 ns (8.00 to 8.00) | 1000 ns (1000 to 1000) | 1/125 | at most 1/25 | yes"
                + " |");
  }

  @Test
  void shouldSayNoWhenTheGoalIsMissed() {
    Comparison comparison = comparison(Unit.MILLIS, new Goal.Part(2), 3e6, 2e6);

    assertThat(comparison.ratioText()).isEqualTo("1.50");
    assertThat(comparison.row()).endsWith("| **no** |");
  }

  @Test
  void shouldReachTheGoalWhenItIsExactlyThePart() {
    assertThat(comparison(Unit.NANOS, new Goal.Part(8), 100, 800).reached()).isTrue();
    assertThat(comparison(Unit.NANOS, new Goal.Part(8), 100.1, 800).reached()).isFalse();
  }

  @Test
  void shouldCompareWithATimeWhenTheGoalIsOne() {
    assertThat(comparison(Unit.MILLIS, new Goal.Millis(150), 149e6, 20e6).reached()).isTrue();
    assertThat(comparison(Unit.MILLIS, new Goal.Millis(150), 151e6, 20e6).reached()).isFalse();
  }

  @Test
  void shouldClaimNothingWhenAMedianDrownsInNoise() {
    Comparison comparison = comparison(Unit.NANOS, new Goal.Part(2), -1, 800);

    assertThat(comparison.ratioText()).isEqualTo("below the noise");
    assertThat(comparison.reached()).isFalse();
  }

  static Comparison comparison(Unit unit, Goal goal, double ours, double theirs) {
    return new Comparison(
        new Measurement("", "title", unit, goal, NOTHING, "meaning"),
        samples(ours),
        samples(theirs));
  }

  private static Samples samples(double value) {
    return new Samples(new double[] {value});
  }
}
