package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What other threads leave for an element: the latest value of each property, and events from
 * downstream. The element's own thread takes them between two calls.
 */
final class Pending {
  private final AtomicReferenceArray<@Nullable Object> values;
  private final ConcurrentLinkedQueue<Event.Upstream> events = new ConcurrentLinkedQueue<>();
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

  void add(Event.Upstream event) {
    events.add(event);
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

  Event.@Nullable Upstream nextEvent() {
    return events.poll();
  }
}
