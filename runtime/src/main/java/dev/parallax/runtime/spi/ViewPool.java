package dev.parallax.runtime.spi;

import java.util.Arrays;

/**
 * Views of one port that are out of a call's scope: acquired or retained. Only the element's own
 * thread.
 */
final class ViewPool {
  private final ViewKind<?> kind;

  /** All that were made. */
  private BufferView[] all = {};

  /** A stack, with room for all. */
  private BufferView[] free = {};

  private int available;

  ViewPool(ViewKind<?> kind) {
    this.kind = kind;
  }

  BufferView take() {
    if (available == 0) {
      TrustedSteps.more(this);
    }
    return free[--available];
  }

  /** Makes one more. */
  void more() {
    BufferView view = kind.make();
    view.pooled(this);
    all = Arrays.copyOf(all, all.length + 1);
    all[all.length - 1] = view;
    free = Arrays.copyOf(free, all.length);
    free[available++] = view;
  }

  void give(BufferView view) {
    free[available++] = view;
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
    return all.length - available;
  }
}
