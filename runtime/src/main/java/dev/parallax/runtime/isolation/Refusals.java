package dev.parallax.runtime.isolation;

import java.util.Map;
import java.util.TreeMap;

/** Counts refused system calls by name. */
final class Refusals {
  private static final int MAX_NAMES = 512;

  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts one; true for the first of this name. */
  synchronized boolean add(String name) {
    if (counts.size() >= MAX_NAMES && !counts.containsKey(name)) {
      name = "others";
    }
    return counts.merge(name, 1L, Long::sum) == 1;
  }

  synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}
