package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void shouldGiveTheMiddleWhenTheNumberIsOdd() {
    Samples samples = new Samples(new double[] {9, 1, 500});

    assertThat(samples.median()).isEqualTo(9);
    assertThat(samples.min()).isEqualTo(1);
    assertThat(samples.max()).isEqualTo(500);
    assertThat(samples.count()).isEqualTo(3);
  }

  @Test
  void shouldGiveTheMeanOfTheMiddleTwoWhenTheNumberIsEven() {
    assertThat(new Samples(new double[] {4, 1, 2, 100}).median()).isEqualTo(3);
  }

  @Test
  void shouldRefuseWhenThereIsNothingOrNoNumber() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Samples(new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Samples(new double[] {1, Double.NaN}))
        .withMessageContaining("NaN");
  }
}
