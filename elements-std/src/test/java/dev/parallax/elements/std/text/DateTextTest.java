package dev.parallax.elements.std.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
  private static final long SECOND = 1_000_000_000L;

  private static String text(DateText dates, long ns) {
    StringBuilder to = new StringBuilder();
    dates.append(to, ns);
    return to.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "1900-01-01T00:00:00Z, 0, %F %T, 1900-01-01 00:00:00",
    "1900-01-01, 3661, %F %T, 1900-01-01 01:01:01",
    "2024-02-28T23:59:59+05:30, 1, %F %T, 2024-02-29 00:00:00",
    "2023-12-31T23:59:58.5, 1, %D %R:%S.%f, 12/31/23 23:59:59.500000",
    "1970-01-01, -1, %a %e %b %Y, Wed 31 Dec 1969",
    "2024-03-05T00:07:00, 0, %I:%M %p %j %e|%y%%, 12:07 AM 065  5|24%",
    "2024-03-05T13:07:00, 0, %I %p %H, 01 PM 13"
  })
  void shouldWriteDatesByTheFormat(String epoch, long seconds, String format, String expected) {
    assertThat(text(new DateText(epoch, format), seconds * SECOND)).isEqualTo(expected);
  }

  @Test
  void shouldAgreeWithTheClockOfTheJdk() {
    Random random = new Random(4);
    LocalDateTime begin = LocalDateTime.of(1999, 7, 13, 22, 11, 9, 123_456_789);
    DateText dates = new DateText(begin.toString(), "%Y %j %a %b %d %H %I %M %S %p %f");
    DateTimeFormatter judge =
        DateTimeFormatter.ofPattern("yyyy DDD EEE MMM dd HH hh mm ss a SSSSSS", Locale.US);
    for (int i = 0; i < 5_000; i++) {
      long ns = random.nextLong() / 2;
      assertThat(text(dates, ns).toLowerCase(Locale.ROOT))
          .isEqualTo(judge.format(begin.plusNanos(ns)).toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%Q", "%F %"})
  void shouldRefuseAFormatWithWhatItDoesNotKnow(String format) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DateText("1970-01-01", format))
        .withMessageContaining("datetime-format has what is not known")
        .withMessageContaining("letters behind % are");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1970-13-01", "1970-01-01T25:00:00Z", "-0001-01-01"})
  void shouldRefuseWhatIsNoDate(String epoch) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DateText(epoch, "%F"))
        .withMessageContaining("datetime-epoch is no date")
        .withMessageContaining("write it as 1970-01-01");
  }
}
