package dev.parallax.elements.std.values;

import dev.parallax.runtime.element.StreamException;
import java.util.List;

/** Groups the values of one stream. */
sealed interface Windows permits CountWindows, TimeWindows {
  /** Values that may wait for their windows. */
  int MOST = 1 << 20;

  /** Takes a finished window. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes a window.
     *
     * @param values its values in the order they came; the taker's own
     * @param pts its beginning in ns, or {@link dev.parallax.memory.Buffer#NO_TIME}
     * @param duration its length in ns, or {@link dev.parallax.memory.Buffer#NO_TIME}
     */
    void take(List<Object> values, long pts, long duration);
  }

  /** Adds a value; false if it came too late for any window and was dropped. */
  boolean add(Object value, long pts, long duration, Taker to) throws StreamException;

  /** The end: windows that are not full but have values. */
  void finish(Taker to);
}
