package dev.parallax.runtime.plan;

import dev.parallax.annotations.Sync;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far the buffers of an output go until somebody makes new ones.
 *
 * @param queues boundaries that they pass
 * @param domains indexes of domains that may hold them
 */
public record Reach(List<QueueSpec> queues, List<Integer> domains) {
  /** Follows a link through the elements that pass buffers on. */
  public static Reach of(Plan plan, GraphLink first) {
    List<QueueSpec> queues = new ArrayList<>();
    Set<Integer> domains = new LinkedHashSet<>();
    follow(plan, first, queues, domains, new HashSet<>());
    return new Reach(queues, List.copyOf(domains));
  }

  private static void follow(
      Plan plan,
      GraphLink first,
      List<QueueSpec> queues,
      Set<Integer> domains,
      Set<GraphLink> seen) {
    for (Plan.Joint joint : plan.joints()) {
      if (joint.first() != first || !seen.add(joint.last())) {
        continue;
      }
      domains.add(joint.toDomain());
      QueueSpec queue = joint.queue();
      if (queue != null) {
        queues.add(queue);
      }
      GraphNode to = joint.last().to();
      if (to.descriptor().sync() != Sync.SINGLE) {
        queues.add(QueueSpec.implicit(bound(joint.last())));
      }
      for (Plan.Joint next : plan.joints()) {
        if (next.first().from() == to) {
          if (passesOn(to)) {
            follow(plan, next.first(), queues, domains, seen);
          } else {
            domains.add(next.toDomain());
          }
        }
      }
    }
  }

  private static int bound(GraphLink link) {
    return link.to().descriptor().inputs().stream()
        .filter(p -> p.matches(link.toPort()))
        .mapToInt(PortDescriptor::bound)
        .findFirst()
        .orElse(0);
  }

  /** Whether an element may send the buffers that it got. */
  public static boolean passesOn(GraphNode node) {
    return node.descriptor().relations().stream()
        .anyMatch(r -> r instanceof Relation.Same same && same.fields().contains("*"));
  }
}
