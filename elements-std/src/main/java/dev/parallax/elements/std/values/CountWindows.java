package dev.parallax.elements.std.values;

import dev.parallax.memory.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Windows of {@code size} values, one beginning every {@code step} values. */
final class CountWindows implements Windows {
  private record Item(Object value, long pts, long duration) {}

  private final int size;
  private final int step;
  private final ArrayDeque<Item> items = new ArrayDeque<>();

  /** Values before the next window begins, when it is not the next one that does. */
  private int skip;

  /** Values at the end of {@link #items} that were part of no window. */
  private int fresh;

  CountWindows(int size, int step) {
    this.size = size;
    this.step = step;
  }

  @Override
  public boolean add(Object value, long pts, long duration, Taker to) {
    if (skip > 0) { // between two windows that do not touch: no loss, it was asked for
      skip--;
      return true;
    }
    items.addLast(new Item(value, pts, duration));
    fresh++;
    if (items.size() == size) {
      emit(to);
      int gone = Math.min(step, size);
      for (int i = 0; i < gone; i++) {
        items.removeFirst();
      }
      skip = step - gone;
    }
    return true;
  }

  @Override
  public void finish(Taker to) {
    if (fresh > 0) {
      emit(to);
    }
    items.clear();
    skip = 0;
  }

  private void emit(Taker to) {
    List<Object> values = new ArrayList<>(items.size());
    items.forEach(item -> values.add(item.value));
    Item last = items.getLast();
    long pts = items.getFirst().pts;
    long end =
        last.pts == Buffer.NO_TIME || last.duration == Buffer.NO_TIME
            ? last.pts
            : last.pts + last.duration;
    boolean known = pts != Buffer.NO_TIME && end != Buffer.NO_TIME && end >= pts;
    fresh = 0;
    to.take(values, pts, known ? end - pts : Buffer.NO_TIME);
  }
}
