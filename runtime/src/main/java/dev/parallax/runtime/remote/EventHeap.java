package dev.parallax.runtime.remote;

import dev.parallax.runtime.element.Event;
import java.util.Map;

/** What events take of the heap. */
public final class EventHeap {
  private static final long EVENT = 64;
  private static final long TEXT = 56;
  private static final long PAIR = 32;

  private EventHeap() {}

  /** Bytes that an event takes, roughly and rather too many: the same whenever it is asked for. */
  public static long bytes(Event event) {
    return switch (event) {
      case Event.Tags tags -> EVENT + bytes(tags.tags());
      case Event.Custom custom -> EVENT + bytes(custom.name()) + bytes(custom.fields());
      case Event.StreamStart start -> EVENT + bytes(start.id());
      default -> EVENT;
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
