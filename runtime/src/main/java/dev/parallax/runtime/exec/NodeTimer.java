package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;

/** The one time at which an element's timer is to be called. Only the node's own thread. */
final class NodeTimer {
  private final Node node;
  private final boolean exists;
  private long at = Buffer.NO_TIME;

  NodeTimer(Node node) {
    this.node = node;
    exists = node.adapter().hasTimer();
  }

  /** Whether the element has a method for it. */
  boolean exists() {
    return exists;
  }

  /**
   * Calls it then, or not at all.
   *
   * @param ns the clock's time, or {@link Buffer#NO_TIME}
   */
  void at(long ns) {
    if (!exists) {
      throw new IllegalStateException("element has no @Timer method element=" + node.name());
    }
    at = ns;
  }

  /** The time is no more, if there was one. */
  void clear() {
    at = Buffer.NO_TIME;
  }

  /** When it is to be called (the clock's time), or {@link Buffer#NO_TIME}. */
  long due() {
    return node.ended() ? Buffer.NO_TIME : at;
  }

  /** Calls it if its time has come; false if not. */
  boolean run() {
    long due = due();
    if (due == Buffer.NO_TIME || due - node.engine().clock().now() > 0) {
      return false;
    }
    clear();
    node.calls()
        .run(() -> {
          switch (node.adapter().timer()) {
            case OK -> {}
            case EOS -> node.end();
            case AGAIN -> throw new IllegalStateException("a @Timer method returns OK or EOS");
          }
        });
    return true;
  }
}
