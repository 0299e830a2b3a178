package dev.parallax.runtime.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everything runs, as data.
 *
 * @param domains domains in topological order
 * @param joints links between real elements
 * @param crossings where payload comes in that another process can change
 */
public record Plan(List<PlannedDomain> domains, List<Joint> joints, Crossings crossings) {
  /** Copies the lists. */
  public Plan {
    domains = List.copyOf(domains);
    joints = List.copyOf(joints);
  }

  /**
   * A thread and what runs on it.
   *
   * @param index index in the plan
   * @param virtual on a virtual thread
   * @param nodes elements in topological order
   * @param reason why it is a domain of its own, and why on this kind of thread
   */
  public record PlannedDomain(int index, boolean virtual, List<GraphNode> nodes, String reason) {}

  /**
   * A connection of two real elements; queues and caps filters between them are part of it.
   *
   * @param first link out of the upstream element
   * @param last link into the downstream element
   * @param queue boundary, or null when the two are fused
   * @param fromDomain index of the upstream domain
   * @param toDomain index of the downstream domain
   */
  public record Joint(
      GraphLink first, GraphLink last, @Nullable QueueSpec queue, int fromDomain, int toDomain) {
    private Joint withLimits(Graph graph) {
      return queue == null || queue.names().isEmpty()
          ? this
          : new Joint(first, last, Connection.of(graph, first).queue(), fromDomain, toDomain);
    }
  }

  /** The same with the limits that queues have now: other limits change no domain. */
  public Plan withLimits(Graph graph) {
    return new Plan(
        domains, joints.stream().map(joint -> joint.withLimits(graph)).toList(), crossings);
  }

  /** Index of the domain of a node; -1 for queues and caps filters. */
  public int domainOf(GraphNode node) {
    for (PlannedDomain domain : domains) {
      if (domain.nodes().contains(node)) {
        return domain.index();
      }
    }
    return -1;
  }
}
