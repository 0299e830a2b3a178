package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private long now = 1;
  private int looks;
  private final Pace pace =
      new Pace(() -> {
        looks++;
        return now;
      });

  private void steps(int count, long ns) {
    for (int i = 0; i < count; i++) {
      now += ns;
      pace.step();
    }
  }

  @Test
  void shouldLookAtTheClockSeldomWhenBuffersComeFast() {
    steps(1600, 500);

    assertThat(pace.averageNs()).isBetween(400L, 500L);
    assertThat(looks).isEqualTo(100);
  }

  @Test
  void shouldFollowWhenBuffersBecomeSlowAndFastAgain() {
    steps(1600, 500);
    steps(64, 1_000_000);
    assertThat(pace.averageNs()).isGreaterThan(100_000);

    steps(3200, 500);
    assertThat(pace.averageNs()).isLessThan(16_000);
  }
}
