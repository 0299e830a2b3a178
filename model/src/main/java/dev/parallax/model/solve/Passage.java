package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import dev.parallax.model.solve.PortResolver.Wanted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What elements that pass everything through offer and accept in the place where they stand; ANY
 * for the others.
 */
final class Passage {
  private final List<Node> nodes;
  private final Caps[] offered;
  private final Caps[] accepted;

  private Passage(List<Node> nodes) {
    this.nodes = nodes;
    offered = new Caps[nodes.size()];
    accepted = new Caps[nodes.size()];
    java.util.Arrays.fill(offered, Caps.ANY);
    java.util.Arrays.fill(accepted, Caps.ANY);
  }

  static Passage of(List<Node> nodes, List<Wanted> links) {
    Passage passage = new Passage(nodes);
    List<Edge> edges = new ArrayList<>();
    for (Wanted link : links) {
      edges.add(new Edge(link.from(), "", link.to(), "", null, null));
    }
    List<Integer> order = GraphOrder.of(new NegotiationGraph("", nodes, edges)).edges();
    for (int e : order) {
      Wanted link = links.get(e);
      if (passesAll(nodes.get(link.to()).descriptor())) {
        Caps comes =
            passage
                .end(link.from(), link.fromPort(), Direction.OUTPUT)
                .intersect(passage.offered(link.from()));
        passage.offered[link.to()] = narrowed(passage.offered[link.to()], comes, link);
      }
    }
    for (int e : order.reversed()) {
      Wanted link = links.get(e);
      if (passesAll(nodes.get(link.from()).descriptor())) {
        Caps wants =
            passage
                .end(link.to(), link.toPort(), Direction.INPUT)
                .intersect(passage.accepted(link.to()));
        passage.accepted[link.from()] = narrowed(passage.accepted[link.from()], wants, link);
      }
    }
    return passage;
  }

  Caps offered(int node) {
    return offered[node];
  }

  Caps accepted(int node) {
    return accepted[node];
  }

  /** What is left; branches that exclude each other, because something converts, do not count. */
  private static Caps narrowed(Caps before, Caps more, Wanted link) {
    Caps filtered = link.filter() == null ? more : more.intersect(link.filter());
    Caps both = before.intersect(filtered);
    return both.isEmpty() ? before : both;
  }

  private static boolean passesAll(ElementDescriptor element) {
    return element.relations().stream()
        .anyMatch(r -> r instanceof Relation.Same s && s.fields().contains("*"));
  }

  /** Caps of the port, or of all ports that the link could take. */
  private Caps end(int node, @Nullable String named, Direction direction) {
    List<MediaCaps> all = new ArrayList<>();
    for (PortDescriptor port : nodes.get(node).descriptor().ports()) {
      if (port.direction() == direction && (named == null || port.matches(named))) {
        all.addAll(port.caps().alternatives());
      }
    }
    return all.size() > Caps.MAX_ALTERNATIVES ? Caps.ANY : new Caps(all);
  }
}
