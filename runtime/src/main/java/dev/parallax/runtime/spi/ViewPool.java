package dev.parallax.runtime.spi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Views of one port that are out of a call's scope: acquired or retained. Only the element's own
 * thread.
 */
final class ViewPool {
  private final ViewKind<?> kind;
  private final ArrayDeque<BufferView> free = new ArrayDeque<>();
  private final List<BufferView> all = new ArrayList<>();
  private int out;

  ViewPool(ViewKind<?> kind) {
    this.kind = kind;
  }

  BufferView take() {
    BufferView view = free.pollFirst();
    if (view == null) {
      view = kind.make();
      view.pooled(this);
      all.add(view);
    }
    out++;
    return view;
  }

  void give(BufferView view) {
    out--;
    free.addFirst(view);
  }

  /**
   * Closes the views that are out: an exception has unwound the method that would have sent or
   * closed them.
   */
  void closeAll() {
    for (BufferView view : all) {
      if (view.isBound()) {
        view.close();
      }
    }
  }

  int out() {
    return out;
  }
}
