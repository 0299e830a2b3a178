package dev.parallax.runtime.plan;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Processing;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.remote.Placement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides a graph into domains. A source begins one; a queue, a port that may drop, an element with
 * a timer, and one whose inputs come from several domains begin another; everything else is fused
 * with what comes before it.
 */
final class Planner {
  private final Graph graph;
  private final List<Connection> connections = new ArrayList<>();
  private final Map<GraphNode, Integer> domainOf = new IdentityHashMap<>();
  private final List<List<GraphNode>> members = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  private final Placement placement;

  private Planner(Graph graph, Placement placement) {
    this.graph = graph;
    this.placement = placement;
  }

  static Plan plan(Graph graph, Placement placement) {
    return new Planner(graph, placement).plan();
  }

  private Plan plan() {
    for (GraphLink link : graph.links()) {
      if (link.from().isReal()) {
        connections.add(Connection.of(graph, link));
      }
    }
    for (GraphNode node : order()) {
      place(node);
    }
    List<Plan.PlannedDomain> domains = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      boolean virtual = isVirtual(members.get(i));
      String thread =
          virtual
              ? "virtual thread: it only waits for sockets, timers or the application"
              : "platform thread";
      domains.add(
          new Plan.PlannedDomain(
              i,
              virtual,
              List.copyOf(members.get(i)),
              reasons.get(i) + "; " + thread + elsewhere(members.get(i))));
    }
    List<Plan.Joint> joints = new ArrayList<>();
    for (Connection c : connections) {
      int from = domain(c.first().from());
      int to = domain(c.last().to());
      QueueSpec queue = c.queue();
      if (from != to && queue == null) {
        queue = QueueSpec.implicit(c.bound());
      }
      joints.add(new Plan.Joint(c.first(), c.last(), from == to ? null : queue, from, to));
    }
    return new Plan(domains, joints, Crossings.of(joints, placement));
  }

  /** Which of the elements run in other processes: the thread hands them their buffers. */
  private String elsewhere(List<GraphNode> nodes) {
    StringBuilder text = new StringBuilder();
    for (GraphNode node : nodes) {
      if (placement.launcherOf(node.name(), node.descriptor()) != null) {
        String group = placement.groupOf(node.name(), node.descriptor());
        text.append("; ")
            .append(node.name())
            .append(
                group == null ? " in a process of its own" : " in the process of group " + group);
      }
    }
    return text.toString();
  }

  private int domain(GraphNode node) {
    Integer index = domainOf.get(node);
    if (index == null) {
      throw new IllegalStateException("element has no domain element=" + node.name());
    }
    return index;
  }

  // ---- domains

  private void place(GraphNode node) {
    List<Connection> inputs = connections.stream().filter(c -> c.last().to() == node).toList();
    if (inputs.isEmpty()) {
      begin(node, "source " + node.name());
      return;
    }
    Set<Integer> upstream = new HashSet<>();
    String queued = null;
    for (Connection c : inputs) {
      upstream.add(domain(c.first().from()));
      if (c.queue() != null) {
        queued =
            c.queue().names().isEmpty()
                ? "delivery policy of " + c.last()
                : "queue " + String.join(", ", c.queue().names());
      }
    }
    if (queued != null) {
      begin(node, "behind " + queued);
    } else if (node.adapter().hasTimer()) {
      begin(node, node.name() + " has a timer");
    } else if (upstream.size() > 1) {
      begin(node, node.name() + " joins streams of several domains");
    } else {
      int index = upstream.iterator().next();
      domainOf.put(node, index);
      members.get(index).add(node);
    }
  }

  private void begin(GraphNode node, String reason) {
    domainOf.put(node, members.size());
    List<GraphNode> list = new ArrayList<>();
    list.add(node);
    members.add(list);
    reasons.add(reason);
  }

  /**
   * Virtual only if the first element waits for nothing but sockets, timers and the application,
   * and none computes.
   */
  private boolean isVirtual(List<GraphNode> nodes) {
    if (nodes.get(0).descriptor().hints().affinity() != Affinity.ASYNC) {
      return false;
    }
    for (GraphNode node : nodes) {
      ElementDescriptor d = node.descriptor();
      if (placement.launcherOf(node.name(), d) != null
          || d.hints().nativeCode()
          || d.hints().processing() == Processing.CPU_BOUND
          || d.hints().processing() == Processing.IO_BOUND
              && d.hints().affinity() != Affinity.ASYNC) {
        return false;
      }
    }
    return true;
  }

  /** Real elements, every one after those that feed it. */
  private List<GraphNode> order() {
    Map<GraphNode, Integer> left = new HashMap<>();
    ArrayDeque<GraphNode> ready = new ArrayDeque<>();
    for (GraphNode node : graph.nodes()) {
      if (node.isReal()) {
        int inputs = (int) connections.stream().filter(c -> c.last().to() == node).count();
        left.put(node, inputs);
        if (inputs == 0) {
          ready.add(node);
        }
      }
    }
    List<GraphNode> order = new ArrayList<>();
    GraphNode node;
    while ((node = ready.poll()) != null) {
      order.add(node);
      for (Connection c : connections) {
        if (c.first().from() == node && left.merge(c.last().to(), -1, Integer::sum) == 0) {
          ready.add(c.last().to());
        }
      }
    }
    return order;
  }
}
