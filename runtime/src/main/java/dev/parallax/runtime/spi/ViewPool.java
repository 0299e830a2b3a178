package dev.parallax.runtime.spi;

import java.util.ArrayDeque;

/** Views of one port that are out of a call's scope: acquired or retained. Only the element's own thread. */
final class ViewPool {
  private final ViewKind<?> kind;
  private final ArrayDeque<BufferView> free = new ArrayDeque<>();
  private int out;

  ViewPool(ViewKind<?> kind) {
    this.kind = kind;
  }

  BufferView take() {
    BufferView view = free.pollFirst();
    if (view == null) {
      view = kind.make();
      view.pooled(this);
    }
    out++;
    return view;
  }

  void give(BufferView view) {
    out--;
    free.addFirst(view);
  }

  int out() {
    return out;
  }
}
