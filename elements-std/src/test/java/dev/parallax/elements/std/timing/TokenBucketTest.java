package dev.parallax.elements.std.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  @Test
  void shouldKeepTheRateWhenUnitsComeFaster() {
    TokenBucket bucket = new TokenBucket(1000, 0);
    long now = 5_000;
    for (int i = 0; i < 10; i++) {
      assertThat(bucket.free(now)).isEqualTo(now);
      bucket.take(1, now);
      now = bucket.free(now);
    }
    assertThat(now).isEqualTo(5_000 + 10 * 1_000_000);
  }

  @Test
  void shouldLetABurstThroughWhenUnitsWereSavedUp() {
    TokenBucket bucket = new TokenBucket(1000, 5_000_000);
    int burst = 0;
    while (bucket.free(0) == 0) {
      bucket.take(1, 0);
      burst++;
    }
    assertThat(burst).isEqualTo(6); // five saved up and the one that comes just then
  }

  @Test
  void shouldPayALargeUnitAfterwards() {
    TokenBucket bucket = new TokenBucket(100, 0);
    bucket.take(1000, 0);
    assertThat(bucket.free(0)).isEqualTo(10_000_000_000L);
    assertThat(bucket.free(10_000_000_000L)).isEqualTo(10_000_000_000L);
  }

  @Test
  void shouldNotOverflowWhenTheRateIsTiny() {
    TokenBucket bucket = new TokenBucket(1e-300, 0);
    bucket.take(1e300, 1);
    assertThat(bucket.free(1)).isGreaterThan(1_000_000_000_000_000L);
    assertThat(bucket.free(-1)).isGreaterThan(1_000_000_000_000_000L);
  }
}
