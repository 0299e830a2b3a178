package dev.parallax.elements.std.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
  private static String time(long ns) {
    StringBuilder to = new StringBuilder();
    TimeText.time(to, ns);
    return to.toString();
  }

  @Test
  void shouldWriteHoursToMilliseconds() {
    assertThat(time(0)).isEqualTo("0:00:00.000");
    assertThat(time(3_723_045_999_999L)).isEqualTo("1:02:03.045");
    assertThat(time(-1_500_000_000L)).isEqualTo("-0:00:01.500");
    assertThat(time(Long.MAX_VALUE)).isEqualTo("2562047:47:16.854");
    assertThat(time(Buffer.NO_TIME)).isEqualTo("-:--:--.---");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 25, 1, 00:00:00:00",
    "25, 25, 1, 00:00:01:00",
    "89999, 25, 1, 00:59:59:24",
    "1799, 30000, 1001, 00:00:59;29",
    "1800, 30000, 1001, 00:01:00;02",
    "17981, 30000, 1001, 00:09:59;29",
    "17982, 30000, 1001, 00:10:00;00",
    "107892, 30000, 1001, 01:00:00;00",
    "3600, 60000, 1001, 00:01:00;04",
    "24, 24000, 1001, 00:00:01:00",
    "86399, 24, 1, 00:59:59:23"
  })
  void shouldCountFramesAsTimeCode(long frame, int num, int den, String expected) {
    Fraction rate = new Fraction(num, den);
    StringBuilder to = new StringBuilder();

    TimeText.timeCode(to, rate.timeOf(frame), rate);
    assertThat(to).hasToString(expected);
  }

  @Test
  void shouldWriteDashesWhenThereIsNoTimeCode() {
    StringBuilder to = new StringBuilder();
    TimeText.timeCode(to, 5, Fraction.ZERO);
    TimeText.timeCode(to, Buffer.NO_TIME, new Fraction(25, 1));
    assertThat(to).hasToString("--:--:--:----:--:--:--");
  }
}
