package dev.parallax.runtime.exec;

import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Plan;
import dev.parallax.runtime.plan.Reach;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which streams an arena carries. Whoever maps it sees all of its slots: those of its port, and
 * what elements behind that write in the place of what they got. So it is a sink's own when every
 * element that may write there sends what it makes to this sink and nowhere else.
 *
 * @param engine whose elements run
 * @param sink who asks
 */
record ArenaStreams(Engine engine, Node sink) {
  /** Elements that send on what they get, and write nothing. */
  private static final Set<String> READERS = Set.of("tee", "output-selector", "valve");

  boolean isOwn(SharedArena arena) {
    Plan.Joint made = maker(arena);
    return made != null ? isOwn(made) : ancestorsServe(sink.graph(), new HashSet<>());
  }

  /**
   * The link behind the port that has the arena; null for one of another process, or an old one.
   */
  private Plan.@Nullable Joint maker(SharedArena arena) {
    for (Plan.Joint joint : engine.plan().joints()) {
      Node from = engine.wiring().node(joint.first().from());
      if (from == null) {
        continue;
      }
      for (NodeOutput output : from.outputs().all()) {
        if (output.link() == joint.first()
            && (has(output.currentPool(), arena) || has(output.currentCopyPool(), arena))) {
          return joint;
        }
      }
    }
    return null;
  }

  private static boolean has(@Nullable PortPool pool, SharedArena arena) {
    return pool != null && pool.arena() == arena;
  }

  /** Whoever made it, upstream: all of them serve only this sink. */
  private boolean ancestorsServe(GraphNode node, Set<GraphNode> seen) {
    for (Plan.Joint joint : engine.plan().joints()) {
      if (joint.last().to() == node && seen.add(joint.first().from())) {
        if (!outputsServe(joint.first().from()) || !ancestorsServe(joint.first().from(), seen)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean outputsServe(GraphNode node) {
    return engine.plan().joints().stream()
        .filter(joint -> joint.first().from() == node)
        .allMatch(this::isOwn);
  }

  private boolean isOwn(Plan.Joint made) {
    GraphNode to = made.last().to();
    if (to == sink.graph() || isLast(to)) {
      return true; // who sends nothing on has it read-only
    }
    Node running = engine.wiring().node(to);
    if (running != null && running.isRemote() && !Reach.passesOn(to)) {
      return true; // it has memory of its own for what it sends
    }
    if (writesNothing(to, made.last().toPort())) {
      return outputsServe(to);
    }
    return endsHere(to, new HashSet<>());
  }

  /** Whether an element passes on what it gets from a port as it is, or has it read-only. */
  private boolean writesNothing(GraphNode node, String port) {
    Node running = engine.wiring().node(node);
    return running != null && running.isRemote()
        || READERS.contains(node.descriptor().name())
        || node.descriptor().inputs().stream().anyMatch(p -> p.matches(port) && p.readOnly());
  }

  private boolean isLast(GraphNode node) {
    return engine.plan().joints().stream().noneMatch(joint -> joint.first().from() == node);
  }

  /** Whether all that an element sends comes to this sink, in whatever form. */
  private boolean endsHere(GraphNode node, Set<GraphNode> seen) {
    if (node == sink.graph() || !seen.add(node)) {
      return true;
    }
    if (isLast(node)) {
      return false;
    }
    return engine.plan().joints().stream()
        .filter(joint -> joint.first().from() == node)
        .allMatch(joint -> endsHere(joint.last().to(), seen));
  }
}
