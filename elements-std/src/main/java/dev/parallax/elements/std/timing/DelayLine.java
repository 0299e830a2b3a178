package dev.parallax.elements.std.timing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of things with the time at which each came. Allocates nothing after it was made.
 *
 * @param <T> the things
 */
final class DelayLine<T> {
  private final @Nullable Object[] things;
  private final long[] times;
  private int first;
  private int size;

  DelayLine(int capacity) {
    things = new Object[capacity];
    times = new long[capacity];
  }

  boolean isFull() {
    return size == things.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Puts one at the end; there must be room. */
  void add(T thing, long time) {
    int at = (first + size) % things.length;
    things[at] = thing;
    times[at] = time;
    size++;
  }

  /** When the first one came. */
  long firstTime() {
    Objects.checkIndex(0, size);
    return times[first];
  }

  /** Takes the first one. */
  @SuppressWarnings("unchecked") // only add() puts something there
  T remove() {
    Objects.checkIndex(0, size);
    T thing = (T) Objects.requireNonNull(things[first]);
    things[first] = null;
    first = (first + 1) % things.length;
    size--;
    return thing;
  }
}
