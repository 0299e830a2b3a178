package dev.parallax.elements.std.values;

import dev.parallax.runtime.element.StreamException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of one input of a join that may still find a partner. */
final class JoinSide {
  /** Values kept at most. */
  static final int MOST = 1 << 20;

  /**
   * A value that waits.
   *
   * @param key its key
   * @param value itself
   * @param pts its time in ns
   */
  record Item(Object key, Object value, long pts) {}

  private final ArrayDeque<Item> byTime = new ArrayDeque<>();
  private final Map<Object, ArrayDeque<Item>> byKey = new HashMap<>();

  /** Keeps a value; its time is not lower than those kept before. */
  void add(Item item) throws StreamException {
    if (byTime.size() == MOST) {
      throw new StreamException(
          "too many values wait for a partner max="
              + MOST
              + " pts="
              + item.pts
              + "; take a shorter window");
    }
    byTime.addLast(item);
    byKey.computeIfAbsent(item.key, k -> new ArrayDeque<>()).addLast(item);
  }

  /** What has the key, the oldest first. */
  Collection<Item> matches(Object key) {
    ArrayDeque<Item> items = byKey.get(key);
    return items == null ? List.of() : items;
  }

  /** Forgets what is older than {@code pts}. */
  void forgetBefore(long pts) {
    while (!byTime.isEmpty() && byTime.getFirst().pts < pts) {
      Item old = byTime.removeFirst();
      ArrayDeque<Item> sameKey = byKey.get(old.key);
      if (sameKey != null) {
        sameKey.removeFirst(); // both are in order of time
        if (sameKey.isEmpty()) {
          byKey.remove(old.key);
        }
      }
    }
  }

  int size() {
    return byTime.size();
  }

  void clear() {
    byTime.clear();
    byKey.clear();
  }
}
