package dev.parallax.runtime.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What elements have done while their domain waits. Only the domain's thread. */
final class WaitWork {
  private record Work(BooleanSupplier ready, Runnable run) {}

  private final List<Work> all = new ArrayList<>();

  void add(BooleanSupplier ready, Runnable run) {
    all.add(new Work(ready, run));
  }

  void clear() {
    all.clear();
  }

  boolean isReady() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).ready().getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  /** Does what there is; false when there was nothing. */
  boolean run() {
    boolean any = false;
    for (int i = 0; i < all.size(); i++) {
      Work work = all.get(i);
      if (work.ready().getAsBoolean()) {
        work.run().run();
        any = true;
      }
    }
    return any;
  }
}
