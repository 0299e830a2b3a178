package dev.parallax.elements.std.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * Dates as text, by a format as {@code strftime} has it. Digit by digit: nothing is allocated but
 * what the builder needs.
 */
final class DateText {
  private static final long SECOND = 1_000_000_000;
  private static final int DAY = 86_400;
  private static final String LETTERS = "YymdejHIMSpfabFTDR%";
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final String format;

  /** Seconds of the clock on the wall from 1970 to the epoch, and its nanoseconds. */
  private final long epochSeconds;

  private final int epochNanos;

  /** Of the day that {@link #set} has set. */
  private long day = Long.MIN_VALUE;

  private int year;
  private int month;
  private int dayOfMonth;
  private int dayOfYear;

  /**
   * A format and the date that time 0 is.
   *
   * @param epoch ISO 8601: a date, with a time of day if wanted, and an offset from UTC if wanted
   * @throws IllegalArgumentException for what is neither
   */
  DateText(String epoch, String format) {
    this.format = checked(format);
    LocalDateTime begin = parse(epoch);
    epochSeconds = begin.toEpochSecond(ZoneOffset.UTC);
    epochNanos = begin.getNano();
  }

  private static String checked(String format) {
    for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i + 2)) {
      if (i + 1 == format.length() || LETTERS.indexOf(format.charAt(i + 1)) < 0) {
        throw new IllegalArgumentException(
            "datetime-format has what is not known datetime-format=\""
                + format
                + "\" offset="
                + i
                + "; letters behind % are "
                + LETTERS);
      }
    }
    return format;
  }

  private static LocalDateTime parse(String text) {
    try {
      String epoch = text.strip();
      LocalDateTime parsed;
      if (epoch.indexOf('T') < 0) {
        parsed = LocalDate.parse(epoch).atStartOfDay();
      } else if (epoch.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
        parsed = OffsetDateTime.parse(epoch).toLocalDateTime();
      } else {
        parsed = LocalDateTime.parse(epoch);
      }
      if (parsed.getYear() >= 0 && parsed.getYear() <= 9999) {
        return parsed;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "datetime-epoch is no date between the years 0 and 9999 datetime-epoch=\""
            + text
            + "\"; write it as 1970-01-01 or 1970-01-01T00:00:00Z");
  }

  /** Appends the date at a time in ns after the epoch; {@code Buffer.NO_TIME} is the caller's. */
  void append(StringBuilder to, long ns) {
    long sum = epochNanos + Math.floorMod(ns, SECOND);
    long seconds = epochSeconds + Math.floorDiv(ns, SECOND) + sum / SECOND;
    set(Math.floorDiv(seconds, (long) DAY));
    int ofDay = (int) Math.floorMod(seconds, (long) DAY);
    int micros = (int) (sum % SECOND / 1000);
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%') {
        part(to, format.charAt(++i), ofDay, micros);
      } else {
        to.append(c);
      }
    }
  }

  private void part(StringBuilder to, char letter, int ofDay, int micros) {
    int hour = ofDay / 3600;
    switch (letter) {
      case 'Y' -> TimeText.digits(to, year, 4);
      case 'y' -> TimeText.digits(to, year % 100, 2);
      case 'm' -> TimeText.digits(to, month, 2);
      case 'd' -> TimeText.digits(to, dayOfMonth, 2);
      case 'e' -> to.append(dayOfMonth < 10 ? " " : "").append(dayOfMonth);
      case 'j' -> TimeText.digits(to, dayOfYear, 3);
      case 'H' -> TimeText.digits(to, hour, 2);
      case 'I' -> TimeText.digits(to, (hour + 11) % 12 + 1, 2);
      case 'M' -> TimeText.digits(to, ofDay / 60 % 60, 2);
      case 'S' -> TimeText.digits(to, ofDay % 60, 2);
      case 'p' -> to.append(hour < 12 ? "AM" : "PM");
      case 'f' -> TimeText.digits(to, micros, 6);
      case 'a' -> to.append(DAYS[(int) Math.floorMod(day + 3, 7L)]); // 1970 began on a Thursday
      case 'b' -> to.append(MONTHS[month - 1]);
      case 'F' -> parts(to, "Y-m-d", ofDay, micros);
      case 'T' -> parts(to, "H:M:S", ofDay, micros);
      case 'D' -> parts(to, "m/d/y", ofDay, micros);
      case 'R' -> parts(to, "H:M", ofDay, micros);
      default -> to.append(letter);
    }
  }

  private void parts(StringBuilder to, String letters, int ofDay, int micros) {
    for (int i = 0; i < letters.length(); i++) {
      part(to, letters.charAt(i), ofDay, micros);
    }
  }

  /** Looks a day up, which is another one seldom enough. */
  private void set(long epochDay) {
    if (epochDay == day) {
      return;
    }
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    day = epochDay;
    year = date.getYear();
    month = date.getMonthValue();
    dayOfMonth = date.getDayOfMonth();
    dayOfYear = date.get(ChronoField.DAY_OF_YEAR);
  }
}
