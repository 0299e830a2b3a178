package dev.parallax.runtime.exec;

import java.util.ArrayList;
import java.util.List;

/**
 * The collectors of a domain that may have to look again at what waits, because a property of their
 * element has changed. Only the domain's thread.
 */
final class StaleCollectors {
  private final List<Collector> all = new ArrayList<>();

  /** Takes the collector of a node, if it has one that may have to. */
  void add(Node node) {
    Collector collector = node.collector();
    if (collector != null && collector.isSelected()) {
      all.add(collector);
    }
  }

  boolean any() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isStale()) {
        return true;
      }
    }
    return false;
  }

  /** Lets them look; whether there were any. */
  boolean fire() {
    boolean any = false;
    for (int i = 0; i < all.size(); i++) {
      any |= all.get(i).fireStale();
    }
    return any;
  }
}
