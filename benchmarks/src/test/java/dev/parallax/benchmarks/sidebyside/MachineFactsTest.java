package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineFactsTest {
  @Test
  void shouldWarnWhenTheMachineIsBusy() {
    assertThat(MachineFacts.warning("7.13")).contains("busy");
    assertThat(MachineFacts.warning("0.40")).isEmpty();
    assertThat(MachineFacts.warning("unknown")).isEmpty();
  }
}
