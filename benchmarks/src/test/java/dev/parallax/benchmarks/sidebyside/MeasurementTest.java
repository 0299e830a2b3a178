package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void shouldLeaveGroupsOutWhenNothingIsAskedFor() {
    assertThat(Measurement.chosen("")).hasSize(4).allSatisfy(m -> assertThat(m.group()).isEmpty());
  }

  @Test
  void shouldHaveEveryPairWhenConversionsAreAskedFor() {
    assertThat(Measurement.chosen("convert-pairs"))
        .hasSize(72)
        .extracting(Measurement::title)
        .doesNotHaveDuplicates();
    assertThat(Measurement.chosen("convert-pairs-i420")).hasSize(8);
  }

  @Test
  void shouldHaveRowsForEachSizeWhenStreamsBetweenProgramsAreAskedFor() {
    assertThat(Measurement.chosen("ipc"))
        .hasSize(5)
        .extracting(Measurement::title)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldChooseByTitleWhenNoGroupHasTheName() {
    assertThat(Measurement.isGroup("queue")).isFalse();
    assertThat(Measurement.chosen("queue")).hasSize(1);
    assertThat(Measurement.chosen("RGBA to BGRA")).hasSize(1);
    assertThat(Measurement.chosen("nothing has this")).isEmpty();
  }
}
