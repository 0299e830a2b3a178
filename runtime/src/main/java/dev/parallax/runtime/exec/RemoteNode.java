package dev.parallax.runtime.exec;

import dev.parallax.runtime.remote.RemoteAdapter;
import dev.parallax.runtime.spi.OutputPad;

/** A node whose element runs in another process. Only the node's own thread. */
final class RemoteNode {
  private final Node node;
  private final RemoteAdapter adapter;
  private final NodePeer peer;

  RemoteNode(Node node, RemoteAdapter adapter) {
    this.node = node;
    this.adapter = adapter;
    peer = new NodePeer(node);
    adapter.host(peer);
  }

  Node node() {
    return node;
  }

  /** Whether the other process works for it, or has done what was not taken yet. */
  boolean isUnderWay() {
    return adapter.isUnderWay();
  }

  /** Whether {@link #pump} finds something. */
  boolean isReady() {
    return adapter.isReady();
  }

  /** Sends on what the other process has done; false when there was nothing. */
  boolean pump() {
    try {
      boolean any = adapter.pump();
      endIfEnough();
      return any;
    } catch (Throwable t) {
      throw node.calls().failure(t);
    }
  }

  /** Waits until the other process has done all: what follows is in order behind it. */
  void settle() {
    if (adapter.isUnderWay()) {
      node.calls().run(adapter::settle);
      endIfEnough();
    }
  }

  private void endIfEnough() {
    if (adapter.takeEnough()) {
      node.end();
    }
  }

  /** A flush: what is under way is not wanted any more. */
  void abandon() {
    node.calls().run(adapter::abandon);
  }

  /** What it waits for, of which something is under way. */
  Waiting waiting() {
    OutputPad<?> starving = adapter.starving();
    return starving == null ? Waiting.ForPeer.PEER : peer.waiting(starving);
  }
}
