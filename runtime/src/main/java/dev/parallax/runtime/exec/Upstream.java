package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Plan;
import dev.parallax.runtime.plan.Reach;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes have to say to those that feed them.
 *
 * @param engine whose nodes these are
 */
record Upstream(Engine engine) {
  /** Sends an event to whoever feeds a node; where a seek goes was found before. */
  void send(Node node, Event.Upstream event) {
    if (event instanceof Event.SeekBytes seek) {
      node.seeking().send(seek);
    } else {
      for (NodeInput input : node.inputs().all()) {
        feeding(input.link()).sendLater(event);
      }
    }
  }

  /** Gives a node the events that wait for it; those that it does not handle go on. */
  void deliver(Node node) {
    Pending pending = node.pending();
    // No more than are there now: those that come meanwhile must not keep it from its work.
    for (int left = pending.events(); left > 0; left--) {
      Event.Upstream event = pending.nextEvent();
      if (event != null && !node.calls().handles(event)) {
        send(node, event);
      }
    }
  }

  private Node feeding(GraphLink link) {
    GraphNode from = link.from();
    while (!from.isReal()) {
      from = engine.graph().linkTo(from).from();
    }
    return engine.wiring().require(from);
  }

  /**
   * The sources that could seek and have not, and that an element reads without another one in
   * between that knows positions.
   */
  List<Node> unsoughtBefore(Node node) {
    List<Node> found = new ArrayList<>();
    for (NodeInput input : node.inputs().all()) {
      Node before = feeding(input.link());
      if (!before.seeking().isSeekable()) {
        found.addAll(unsoughtBefore(before));
      } else if (before.isSource() && !before.seeking().sought()) {
        found.add(before);
      }
    }
    return found;
  }

  /**
   * A node keeps more buffers than planned: whoever makes them needs more.
   *
   * @param foreign whether a node in another process says so
   */
  void holdsMore(Node node, int more, boolean foreign) {
    for (Plan.Joint joint : engine.plan().joints()) {
      if (joint.last().to() != node.graph()) {
        continue;
      }
      Node from = engine.wiring().require(joint.first().from());
      for (NodeOutput output : from.outputs().all()) {
        if (output.link() == joint.first()) {
          output.requireMore(more, foreign);
        }
      }
      if (Reach.passesOn(from.graph())) {
        holdsMore(from, more, foreign);
      }
    }
  }
}
