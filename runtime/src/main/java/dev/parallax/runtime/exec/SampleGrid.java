package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;

/**
 * Exact times for the audio of one input that is to be mixed with others: every buffer begins at a
 * whole sample, counted from time 0, and where the one before ended. Times that are rounded, as in
 * files with milliseconds, would else cut intervals in the middle of samples. Only a buffer that is
 * marked DISCONT, or whose time is off by more than 40 ms, begins at the sample next to its own
 * time. (GStreamer's audiomixer does the same, with the same default.)
 */
final class SampleGrid {
  private static final long TOLERANCE_NS = 40_000_000;
  private static final long NS = 1_000_000_000;

  private final int rate;
  private final int frameBytes;
  private boolean begun;
  private long next;

  SampleGrid(AudioFormat format) {
    rate = format.rate();
    frameBytes = format.bytesPerFrame();
  }

  /** What comes has nothing to do with what came. */
  void restart() {
    begun = false;
  }

  /** Sets the times of the next buffer; false when it has no samples. */
  boolean place(Buffer buffer) {
    long frames = buffer.length() / frameBytes;
    if (frames == 0) {
      return false;
    }
    long pts = buffer.pts();
    if (!follows(buffer, pts)) {
      next = pts == Buffer.NO_TIME ? 0 : sampleAt(pts, rate);
      begun = true;
    }
    long begin = timeOf(next, rate);
    next += frames;
    buffer.pts(begin);
    buffer.duration(timeOf(next, rate) - begin);
    return true;
  }

  private boolean follows(Buffer buffer, long pts) {
    if (!begun) {
      return false;
    }
    if (pts == Buffer.NO_TIME) {
      return true;
    }
    return (buffer.flags() & Buffer.DISCONT) == 0
        && Math.abs(pts - timeOf(next, rate)) <= TOLERANCE_NS;
  }

  /** Time of a sample, rounded to the nearest nanosecond. */
  static long timeOf(long sample, int rate) {
    long seconds = Math.floorDiv(sample, (long) rate);
    return seconds * NS + (Math.floorMod(sample, (long) rate) * NS + rate / 2) / rate;
  }

  /** The first sample that does not begin before a time. */
  static long firstFrom(long ns, int rate) {
    long sample = sampleAt(ns, rate);
    return timeOf(sample, rate) < ns ? sample + 1 : sample;
  }

  /** The sample next to a time; that of {@link #timeOf} for every rate up to 500 MHz. */
  static long sampleAt(long ns, int rate) {
    long seconds = Math.floorDiv(ns, NS);
    return seconds * rate + (Math.floorMod(ns, NS) * rate + NS / 2) / NS;
  }
}
