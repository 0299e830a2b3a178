package dev.parallax.elements.std.values;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.StreamException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Windows of {@code size} ns that begin at whole multiples of {@code step} ns. A window is finished
 * when a value comes that lies behind its end; windows without a value are left out.
 */
final class TimeWindows implements Windows {
  private record Item(Object value, long pts) {}

  private final long size;
  private final long step;
  private final ArrayDeque<Item> items = new ArrayDeque<>();

  /** Beginning of the window to be finished next; NO_TIME before the first value. */
  private long start = Buffer.NO_TIME;

  TimeWindows(long size, long step) {
    this.size = size;
    this.step = step;
  }

  @Override
  public boolean add(Object value, long pts, long duration, Taker to) throws StreamException {
    if (pts == Buffer.NO_TIME || pts < 0 || pts > Long.MAX_VALUE - size - step) {
      throw new StreamException(
          "value has no time that a window could have pts="
              + pts
              + "; give it one with stamped(...) or an interval");
    }
    if (start == Buffer.NO_TIME) {
      start = firstCovering(pts);
    } else if (pts < start) {
      return false;
    }
    while (!items.isEmpty() && pts >= start + size) {
      emit(to);
    }
    if (items.isEmpty()) {
      start = Math.max(start, firstCovering(pts));
    }
    if (pts < start || pts >= start + size && items.isEmpty()) {
      return true; // between two windows that do not touch
    }
    if (items.size() == MOST) {
      throw new StreamException(
          "too many values in one window max=" + MOST + " start=" + start + " size=" + size);
    }
    items.addLast(new Item(value, pts));
    return true;
  }

  /** Beginning of the first window that ends behind {@code pts}. */
  private long firstCovering(long pts) {
    return pts < size ? 0 : ((pts - size) / step + 1) * step;
  }

  @Override
  public void finish(Taker to) {
    while (!items.isEmpty()) {
      emit(to);
    }
    start = Buffer.NO_TIME;
  }

  /** Finishes the window at {@link #start} and goes to the next that has a value. */
  private void emit(Taker to) {
    List<Object> values = new ArrayList<>();
    long end = start + size;
    long next = start + step;
    long lowest = Long.MAX_VALUE;
    for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
      Item item = each.next();
      if (item.pts < end) {
        values.add(item.value);
      }
      if (item.pts < next) {
        each.remove();
      } else {
        lowest = Math.min(lowest, item.pts);
      }
    }
    long begun = start;
    start = items.isEmpty() ? next : Math.max(next, firstCovering(lowest));
    if (!values.isEmpty()) {
      to.take(values, begun, size);
    }
  }
}
