package dev.parallax.elements.std.transform;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.View;

/** Times, flags and metadata of buffers. */
final class Times {
  private Times() {}

  /** Gives a buffer what another one has beside its bytes. */
  static void copy(View from, View to) {
    to.pts(from.pts());
    to.dts(from.dts());
    to.duration(from.duration());
    to.flags(from.flags());
    to.metadata(from.metadata());
  }

  /**
   * The time of a byte within a buffer, as if its bytes were spread evenly over its duration.
   *
   * @return in ns, or {@link Buffer#NO_TIME}
   */
  static long at(View view, long offset) {
    long pts = view.pts();
    if (offset == 0 || pts == Buffer.NO_TIME) {
      return pts;
    }
    long duration = view.duration();
    if (duration == Buffer.NO_TIME || duration < 0) {
      return Buffer.NO_TIME;
    }
    return pts + Math.round((double) duration * offset / view.size());
  }

  /** Length of an interval; unknown when one of its ends is. */
  static long between(long start, long end) {
    return start == Buffer.NO_TIME || end == Buffer.NO_TIME || end < start
        ? Buffer.NO_TIME
        : end - start;
  }
}
