package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FdPatienceTest {
  private static final int LEAST = 200;
  private static final int MOST = 16 * LEAST;
  private static final long SHORT = 20_000;
  private static final long LONG = 2_000_000;

  private final FdPatience patience = new FdPatience();

  private void sleep(int times, long ns) {
    for (int i = 0; i < times; i++) {
      patience.slept(ns);
    }
  }

  @Test
  void shouldLookLongerWhenSleepsAreShort() {
    assertThat(patience.pauses(LEAST)).isEqualTo(LEAST);
    sleep(1, SHORT);
    assertThat(patience.pauses(LEAST)).isEqualTo(2 * LEAST);
    sleep(5, SHORT);
    assertThat(patience.pauses(LEAST)).isEqualTo(MOST);
  }

  @Test
  void shouldLookBrieflyWhenASleepWasLong() {
    sleep(4, SHORT);
    sleep(1, LONG);
    assertThat(patience.pauses(LEAST)).isEqualTo(LEAST);
  }

  @Test
  void shouldGoOnLookingWhenItPaysNowAndThen() {
    sleep(4, SHORT);
    for (int i = 0; i < 100; i++) {
      sleep(7, SHORT);
      patience.found();
    }
    assertThat(patience.pauses(LEAST)).isEqualTo(MOST);
  }

  @Test
  void shouldRestWhenLongLooksDoNotPay() {
    sleep(4 + 8, SHORT);
    assertThat(patience.pauses(LEAST)).isEqualTo(LEAST);
    sleep(1000, SHORT);
    assertThat(patience.pauses(LEAST)).isEqualTo(LEAST);
    sleep(1, SHORT);
    assertThat(patience.pauses(LEAST)).isEqualTo(2 * LEAST);
  }

  @Test
  void shouldNotLookWhenTheDoorbellDoesNot() {
    sleep(4, SHORT);
    assertThat(patience.pauses(0)).isZero();
  }
}
