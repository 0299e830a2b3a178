package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.memory.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPartTest {
  private static @Nullable StreamPart part(String... words) throws UsageException {
    return StreamPart.of(Arguments.parse(Command.LAUNCH, List.of(words)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12.5, 12500000000",
    "0.000000001, 1",
    "90, 90000000000",
    "1:30, 90000000000",
    "90:00, 5400000000000",
    "1:02:03.25, 3723250000000",
    "1000000000, 1000000000000000000"
  })
  void shouldReadTimes(String text, long ns) throws UsageException {
    assertThat(part("--start=" + text, "x")).isEqualTo(new StreamPart(ns, Buffer.NO_TIME));
    if (ns > 0) {
      assertThat(part("--stop", text, "x")).isEqualTo(new StreamPart(0, ns));
    }
  }

  @Test
  void shouldBeNothingWithoutTheOptions() throws UsageException {
    assertThat(part("x")).isNull();
    assertThat(part("--start=1", "--stop=2", "x"))
        .isEqualTo(new StreamPart(1_000_000_000, 2_000_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "x", "1e9", "1:2:3:4", "1.0000000001", "5 s", "1000000001", ":5", "1:"})
  void shouldRefuseWhatIsNoTime(String text) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> part("--start=" + text, "x"))
        .withMessageContaining("--start is a time in the stream");
  }

  @Test
  void shouldRefuseAPartThatEndsBeforeItBegins() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> part("--start=2", "--stop=2", "x"))
        .withMessageContaining("--stop must be later than --start");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> part("--stop=0", "x"))
        .withMessageContaining("--stop must be later than --start");
  }
}
