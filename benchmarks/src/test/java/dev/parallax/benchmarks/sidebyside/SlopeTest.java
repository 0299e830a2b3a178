package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeTest {
  @Test
  void shouldDropStartUpWhenBothRunsHaveIt() {
    long startUp = 90_000_000;
    long perBuffer = 25;
    long buffers = 3_000;

    double found =
        Slope.perBuffer(
            startUp + perBuffer * buffers / Slope.PARTS, startUp + perBuffer * buffers, buffers);

    assertThat(found).isCloseTo(perBuffer, within(1e-9));
  }

  @Test
  void shouldScaleToTheWantedTimeWhenTheFirstRunWasShort() {
    assertThat(Slope.scaled(1_000, 1_000_000, 10_000_000)).isEqualTo(10_000);
    assertThat(Slope.scaled(1_000, 1_000_000, 500_000)).isEqualTo(500);
  }

  @Test
  void shouldStayWithinLimitsWhenTimesAreExtreme() {
    assertThat(Slope.scaled(1_000, 1, Long.MAX_VALUE)).isEqualTo(999_999_999);
    assertThat(Slope.scaled(1_000, Long.MAX_VALUE, 1)).isEqualTo(Slope.PARTS);
  }

  @Test
  void shouldMeasureAProcessWhenItsTimeGrowsWithTheNumber() {
    Side shell = new Side("shell", List.of("sh", "-c"));
    // One word: the side splits at spaces, as a shell does.
    Slope slope = Slope.of(buffers -> "seq${IFS}" + buffers + ">/dev/null");

    long buffers = slope.calibrate(shell, 400, Duration.ofMillis(50));

    assertThat(buffers).isGreaterThan(400);
    assertThat(slope.measure(shell, buffers)).isNotNaN();
  }
}
