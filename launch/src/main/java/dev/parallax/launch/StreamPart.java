package dev.parallax.launch;

import dev.parallax.memory.Buffer;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a stream that is wanted.
 *
 * @param startNs stream time in ns
 * @param stopNs stream time in ns, or {@link Buffer#NO_TIME}: to the end
 */
record StreamPart(long startNs, long stopNs) {
  private static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,5}):)?(\\d{1,4}):)?(\\d{1,10}(?:\\.\\d{1,9})?)");
  private static final int MAX_SECONDS = 1_000_000_000;

  /** What {@code --start} and {@code --stop} say; null without either. */
  static @Nullable StreamPart of(Arguments given) throws UsageException {
    if (!given.has("--start") && !given.has("--stop")) {
      return null;
    }
    long start = given.has("--start") ? time(given, "--start") : 0;
    long stop = given.has("--stop") ? time(given, "--stop") : Buffer.NO_TIME;
    if (stop != Buffer.NO_TIME && stop <= start) {
      throw new UsageException(given.command(), "--stop must be later than --start");
    }
    return new StreamPart(start, stop);
  }

  /** {@code [[hours:]minutes:]seconds[.fraction]} in nanoseconds. */
  private static long time(Arguments given, String option) throws UsageException {
    String text = String.valueOf(given.value(option));
    Matcher m = TIME.matcher(text);
    if (m.matches()) {
      BigDecimal seconds =
          new BigDecimal(m.group(3))
              .add(BigDecimal.valueOf(60L * number(m.group(2)) + 3600L * number(m.group(1))));
      if (seconds.compareTo(BigDecimal.valueOf(MAX_SECONDS)) <= 0) {
        return seconds.movePointRight(9).longValueExact();
      }
    }
    throw new UsageException(
        given.command(),
        option
            + " is a time in the stream, seconds (12.5) or [hours:]minutes:seconds (1:02:03.5), not"
            + " "
            + text);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
