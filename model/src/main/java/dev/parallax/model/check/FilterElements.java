package dev.parallax.model.check;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the caps filters of links elements of their own, so that a converter can be inserted on
 * either side of them.
 */
final class FilterElements {
  private FilterElements() {}

  static NegotiationGraph in(NegotiationGraph graph, ElementDescriptor capsfilter) {
    List<Node> nodes = new ArrayList<>(graph.nodes());
    List<Edge> edges = new ArrayList<>();
    Set<String> names = new HashSet<>();
    graph.nodes().forEach(n -> names.add(n.name()));
    int number = 0;
    for (Edge edge : graph.edges()) {
      if (edge.filter() == null) {
        edges.add(edge);
        continue;
      }
      while (!names.add(capsfilter.name() + number)) {
        number++;
      }
      int id = nodes.size();
      nodes.add(new Node(capsfilter.name() + number, capsfilter, Map.of(), Map.of(), edge.span()));
      edges.add(
          new Edge(
              edge.from(),
              edge.fromPort(),
              id,
              capsfilter.inputs().getFirst().name(),
              edge.filter(),
              edge.span()));
      edges.add(
          new Edge(
              id,
              capsfilter.outputs().getFirst().name(),
              edge.to(),
              edge.toPort(),
              null,
              edge.span()));
    }
    return new NegotiationGraph(graph.source(), nodes, edges);
  }
}
