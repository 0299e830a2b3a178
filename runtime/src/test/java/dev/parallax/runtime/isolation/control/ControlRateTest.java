package dev.parallax.runtime.isolation.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlRateTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void shouldAdmitABurstAndThenOneAtATime() {
    long now = Long.MAX_VALUE - SECOND; // nanoTime may wrap around
    ControlRate rate = new ControlRate(now);
    assertThat(admitted(rate, now)).isEqualTo(ControlRate.BURST);
    assertThat(rate.refused()).isEqualTo(1000 - ControlRate.BURST);
    now += SECOND / ControlRate.PER_SECOND;
    assertThat(admitted(rate, now)).isEqualTo(1);
    now += SECOND / 2;
    assertThat(admitted(rate, now)).isEqualTo(ControlRate.PER_SECOND / 2);
    now += 100 * SECOND;
    assertThat(admitted(rate, now)).isEqualTo(ControlRate.BURST);
  }

  private static int admitted(ControlRate rate, long now) {
    int admitted = 0;
    for (int i = 0; i < 1000; i++) {
      admitted += rate.admit(now) ? 1 : 0;
    }
    return admitted;
  }
}
