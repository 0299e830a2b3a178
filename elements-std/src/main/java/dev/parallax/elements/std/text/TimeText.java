package dev.parallax.elements.std.text;

import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;

/** Times as text, digit by digit: nothing is allocated but what the builder needs. */
final class TimeText {
  private static final long MS = 1_000_000;

  private TimeText() {}

  /** Appends {@code H:MM:SS.mmm}; negative times with a minus. */
  static void time(StringBuilder to, long ns) {
    if (ns == Buffer.NO_TIME) {
      to.append("-:--:--.---");
      return;
    }
    if (ns < 0) {
      to.append('-');
    }
    long ms = Math.abs(ns / MS);
    to.append(ms / 3_600_000).append(':');
    digits(to, ms / 60_000 % 60, 2);
    to.append(':');
    digits(to, ms / 1000 % 60, 2);
    to.append('.');
    digits(to, ms % 1000, 3);
  }

  /**
   * Appends {@code HH:MM:SS:FF}, with a semicolon before the frames when numbers are dropped (SMPTE
   * ST 12-1, 5.2.2): two or four at the beginning of each minute but every tenth.
   */
  static void timeCode(StringBuilder to, long ns, Fraction rate) {
    if (ns == Buffer.NO_TIME || ns < 0 || rate.num() == 0) {
      to.append("--:--:--:--");
      return;
    }
    long perSecond = ((long) rate.num() + rate.den() - 1) / rate.den();
    long frame = frameAt(ns, rate);
    boolean drops = rate.den() == 1001 && perSecond % 30 == 0;
    if (drops) {
      frame = withDropped(frame, perSecond);
    }
    long seconds = frame / perSecond;
    digits(to, seconds / 3600 % 24, 2);
    to.append(':');
    digits(to, seconds / 60 % 60, 2);
    to.append(':');
    digits(to, seconds % 60, 2);
    to.append(drops ? ';' : ':');
    digits(to, frame % perSecond, perSecond > 100 ? 3 : 2);
  }

  /** Frames before the one nearest to the time. */
  private static long frameAt(long ns, Fraction rate) {
    long seconds = ns / 1_000_000_000;
    double rest = ns % 1_000_000_000 / 1e9;
    double perSecond = (double) rate.num() / rate.den();
    return Math.round(seconds * perSecond + rest * perSecond);
  }

  private static long withDropped(long frame, long perSecond) {
    long dropped = perSecond / 15;
    long minute = perSecond * 60 - dropped;
    long tenMinutes = minute * 10 + dropped;
    long tens = frame / tenMinutes;
    long rest = frame % tenMinutes;
    long minutes = rest < perSecond * 60 ? 0 : (rest - dropped) / minute;
    return frame + dropped * (9 * tens + minutes);
  }

  /** Appends at least {@code count} digits. */
  static void digits(StringBuilder to, long value, int count) {
    long unit = 1;
    for (int i = 1; i < count || value / unit >= 10; i++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      to.append((char) ('0' + value / unit % 10));
    }
  }
}
