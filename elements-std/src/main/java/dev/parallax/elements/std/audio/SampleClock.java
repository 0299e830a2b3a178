package dev.parallax.elements.std.audio;

/**
 * Times of a run of audio. Each time is rounded to the nearest nanosecond from the number of
 * samples, so rounding never adds up.
 */
public final class SampleClock {
  private static final long NS = 1_000_000_000L;

  private int rate = 1;
  private long base;
  private long samples;

  /** Starts at 0 with {@code first} samples gone. */
  public void start(int samplesPerSecond, long first) {
    rate = samplesPerSecond;
    base = 0;
    samples = first;
  }

  /** Goes on from the current time at another rate. */
  public void rate(int samplesPerSecond) {
    base = now();
    rate = samplesPerSecond;
    samples = 0;
  }

  /** Time of the next sample in nanoseconds. */
  public long now() {
    return base + ns(samples, rate);
  }

  /** Lets samples pass, and gives how many nanoseconds that took. */
  public long advance(long count) {
    long before = now();
    samples += count;
    return now() - before;
  }

  /** Duration of {@code samples} at {@code rate} in nanoseconds, rounded to the nearest. */
  public static long ns(long samples, int rate) {
    long seconds = Math.floorDiv(samples, (long) rate);
    return seconds * NS + (Math.floorMod(samples, (long) rate) * NS + rate / 2) / rate;
  }

  /** The first sample that does not begin before a time in nanoseconds; 0 for negative times. */
  public static long firstFrom(long ns, int rate) {
    long sample = samples(Math.max(0, ns), rate);
    return ns(sample, rate) < ns ? sample + 1 : sample;
  }

  /** The sample next to a time in nanoseconds: the inverse of {@link #ns}. */
  public static long samples(long ns, int rate) {
    long seconds = Math.floorDiv(ns, NS);
    return seconds * rate + (Math.floorMod(ns, NS) * rate + NS / 2) / NS;
  }
}
