package dev.parallax.runtime.exec;

import dev.parallax.runtime.plan.GraphLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a domain that run in other processes, where buffers may be under way while the
 * domain does other things. Whenever it waits, it takes what they have done, so that nothing is
 * left lying. Only the domain's thread.
 *
 * <p>What comes is sent on from within the wait. That must not call a node which is in a call
 * already: those are the nodes that wait, and what has called them. So what may lead to a waiting
 * node is left alone.
 */
final class RemoteNodes {
  private final List<RemoteNode> all = new ArrayList<>();

  /** Nodes in the midst of whose calls the domain waits, the outermost first. */
  private final List<Node> waiting = new ArrayList<>();

  void add(RemoteNode node) {
    all.add(node);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** A wait begins, until {@link #leave}; null: between calls. */
  void enter(@Nullable Node by) {
    if (by != null) {
      waiting.add(by);
    }
  }

  void leave(@Nullable Node by) {
    if (by != null) {
      waiting.removeLast();
    }
  }

  /** Whether anything is under way that may be taken now. */
  private boolean isUnderWay(RemoteNode node) {
    return node.isUnderWay() && mayBeTaken(node.node());
  }

  private boolean mayBeTaken(Node node) {
    for (int i = 0; i < waiting.size(); i++) {
      if (leads(node, waiting.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean leads(Node from, Node to) {
    if (from == to) {
      return true;
    }
    List<NodeOutput> outputs = from.outputs().all();
    for (int i = 0; i < outputs.size(); i++) {
      GraphLink link = outputs.get(i).link();
      Node next = link == null ? null : from.engine().wiring().node(link.to());
      if (next != null && next.domain() == from.domain() && leads(next, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@link #pump} has something to do. */
  boolean isReady() {
    for (int i = 0; i < all.size(); i++) {
      if (isReady(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** With nothing under way, too: buffers may be given back after the calls that they were for. */
  private boolean isReady(RemoteNode node) {
    return node.isReady() && mayBeTaken(node.node());
  }

  /** Takes what has come; false when there was nothing. */
  boolean pump() {
    boolean any = false;
    for (int i = 0; i < all.size(); i++) {
      RemoteNode node = all.get(i);
      if (isUnderWay(node) || isReady(node)) {
        any |= node.pump();
      }
    }
    return any;
  }

  /** Waits until nothing is under way. */
  void settle() {
    for (int i = 0; i < all.size(); i++) {
      RemoteNode node = all.get(i);
      if (isUnderWay(node)) {
        node.settle();
      }
    }
  }

  /** What the domain waits for, if it would wait for {@code what} without these. */
  Waiting instead(Waiting what) {
    Waiting slot = null;
    for (int i = 0; i < all.size(); i++) {
      RemoteNode node = all.get(i);
      if (isUnderWay(node)) {
        Waiting its = node.waiting();
        if (!(its instanceof Waiting.ForSlot)) {
          return its;
        }
        slot = its;
      }
    }
    return slot == null ? what : slot;
  }
}
