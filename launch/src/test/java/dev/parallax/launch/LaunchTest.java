package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fakesrc ! fdsink|true",
        "fakesrc ! fdsink fd=1|true",
        "fakesrc ! fdsink fd=2|false",
        "fakesrc ! filesink location=/dev/stdout|true",
        "fakesrc ! filesink location=a.raw|false",
        "fakesrc ! !|false"
      })
  void shouldKnowWhoWritesToStandardOutput(String pipeline, boolean expected) {
    assertThat(Launch.writesStdout(pipeline)).isEqualTo(expected);
  }
}
