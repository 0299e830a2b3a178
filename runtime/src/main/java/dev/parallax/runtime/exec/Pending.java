package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
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
  private volatile boolean dirty;

  Pending(int properties) {
    values = new AtomicReferenceArray<>(properties);
  }

  /** Whether anything may wait: the only check on the hot path. */
  boolean dirty() {
    return dirty;
  }

  void set(int property, Object value) {
    values.set(property, value);
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

  int properties() {
    return values.length();
  }

  /**
   * The element has this value now. It waited until then, so that whoever asks meanwhile does not
   * see the old one.
   */
  void applied(int property, Object value) {
    values.compareAndSet(property, value, null);
  }

  /** The value that waits, or null. */
  @Nullable Object peek(int property) {
    return values.get(property);
  }

  Event.@Nullable Upstream nextEvent() {
    return events.poll();
  }
}
