package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import java.util.Map;

/**
 * Memory of what waits in a channel beside buffers. Events are never dropped, and another process
 * may have made them: so whoever sends more than fits waits. One sender adds, one receiver takes.
 */
final class EventRoom {
  /** Bytes that may wait, roughly; a single event always may. */
  static final long MOST = 8 << 20;

  private static final long ENTRY = 64;
  private static final long TEXT = 56;
  private static final long PAIR = 32;
  private static final long CAPS = 4096;

  private volatile long sent;
  private volatile long taken;

  /** Whether so many bytes more may wait. Any thread. */
  boolean has(long bytes) {
    long waiting = sent - taken;
    return bytes == 0 || waiting == 0 || waiting + bytes <= MOST;
  }

  /** Only the sender. */
  void add(long bytes) {
    sent += bytes;
  }

  /** Only the receiver. */
  void take(Object entry) {
    taken += bytes(entry);
  }

  /** What an entry takes of the heap, roughly: the same for the sender and the receiver. */
  static long bytes(Object entry) {
    return switch (entry) {
      case Event.Tags tags -> ENTRY + bytes(tags.tags());
      case Event.Custom custom -> ENTRY + bytes(custom.name()) + bytes(custom.fields());
      case Event.StreamStart start -> ENTRY + bytes(start.id());
      case Event.Eos eos -> 0; // there is always room for it
      case CapsEntry caps -> CAPS;
      default -> ENTRY;
    };
  }

  private static long bytes(Map<String, String> texts) {
    long sum = 0;
    for (Map.Entry<String, String> each : texts.entrySet()) {
      sum += PAIR + bytes(each.getKey()) + bytes(each.getValue());
    }
    return sum;
  }

  private static long bytes(String text) {
    return TEXT + 2L * text.length();
  }
}
