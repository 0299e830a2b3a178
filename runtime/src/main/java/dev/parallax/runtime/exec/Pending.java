package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What other threads leave for an element: the latest value of each property, and the latest event
 * of each kind from downstream. So it stays small, however much a stranger's process says while the
 * element is in a call. The element's own thread takes them between two calls.
 */
final class Pending {
  private final AtomicReferenceArray<@Nullable Object> values;

  /** By their kinds, in the order in which they came; guarded by itself. */
  private final SequencedMap<Class<?>, Event.Upstream> events = new LinkedHashMap<>();

  private final Map<PropertyRef, Object> portValues = new ConcurrentHashMap<>();
  private volatile boolean dirty;

  Pending(int properties) {
    values = new AtomicReferenceArray<>(properties);
  }

  /** Whether anything may wait: the only check on the hot path. */
  boolean dirty() {
    return dirty;
  }

  void set(PropertyRef property, Object value) {
    if (property.port() == null) {
      values.set(property.index(), value);
    } else {
      portValues.put(property, value);
    }
    dirty = true;
  }

  /** Each says all that there is to say of its kind: one before that was not taken is void. */
  void add(Event.Upstream event) {
    synchronized (events) {
      events.putLast(event.getClass(), event);
    }
    dirty = true;
  }

  /** Clears the mark; call before taking, so that what comes meanwhile marks again. */
  void begin() {
    dirty = false;
  }

  /**
   * Gives the element the values that wait. Each waits until the element has it, so that whoever
   * asks meanwhile does not see the old one.
   *
   * @throws Exception what the element has thrown
   */
  void apply(ElementAdapter adapter) throws Exception {
    for (int i = 0; i < values.length(); i++) {
      Object value = values.get(i);
      if (value != null) {
        adapter.set(i, value);
        adapter.changed(i);
        values.compareAndSet(i, value, null);
      }
    }
    for (Map.Entry<PropertyRef, Object> each : portValues.entrySet()) {
      PropertyRef property = each.getKey();
      Object value = each.getValue();
      property.set(adapter, value);
      portValues.remove(property, value);
    }
  }

  /** The value that waits, or null. */
  @Nullable Object peek(PropertyRef property) {
    return property.port() == null ? values.get(property.index()) : portValues.get(property);
  }

  /** How many events wait. */
  int events() {
    synchronized (events) {
      return events.size();
    }
  }

  /** The first event that waits, or null. */
  Event.@Nullable Upstream nextEvent() {
    synchronized (events) {
      Map.Entry<Class<?>, Event.Upstream> first = events.pollFirstEntry();
      return first == null ? null : first.getValue();
    }
  }
}
