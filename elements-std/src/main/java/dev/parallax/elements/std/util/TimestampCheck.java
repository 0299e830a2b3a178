package dev.parallax.elements.std.util;

import dev.parallax.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** Finds what is odd about the times of buffers that follow each other. */
final class TimestampCheck {
  private final long tolerance;
  private long lastPts = Buffer.NO_TIME;
  private long lastDts = Buffer.NO_TIME;
  private long lastEnd = Buffer.NO_TIME;
  private boolean first = true;

  /** Differences up to {@code tolerance} nanoseconds are not odd. */
  TimestampCheck(long tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * What is odd about the next buffer, or null. A buffer marked as discontinuous may be anywhere.
   */
  @Nullable String next(long pts, long dts, long duration, boolean discont) {
    String odd = null;
    if (!first && !discont) {
      odd = compare(pts, dts);
    }
    first = false;
    lastPts = pts;
    lastDts = dts;
    lastEnd = pts == Buffer.NO_TIME || duration == Buffer.NO_TIME ? Buffer.NO_TIME : pts + duration;
    return odd;
  }

  private @Nullable String compare(long pts, long dts) {
    if (dts != Buffer.NO_TIME && lastDts != Buffer.NO_TIME && dts < lastDts) {
      return "decoding time goes back by=" + (lastDts - dts);
    }
    if (pts == Buffer.NO_TIME) {
      return lastPts == Buffer.NO_TIME ? null : "presentation time is missing last=" + lastPts;
    }
    if (dts != Buffer.NO_TIME) {
      // In decoding order presentation times may jump; only a picture shown too late is odd.
      return pts < dts ? "presentation time is before the decoding time by=" + (dts - pts) : null;
    }
    if (lastPts != Buffer.NO_TIME && pts < lastPts) {
      return "presentation time goes back by=" + (lastPts - pts);
    }
    if (lastEnd == Buffer.NO_TIME) {
      return null;
    }
    long gap = pts - lastEnd;
    return Math.abs(gap) <= tolerance
        ? null
        : gap > 0 ? "there is a gap of=" + gap : "buffers overlap by=" + -gap;
  }
}
