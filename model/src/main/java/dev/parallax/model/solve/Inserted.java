package dev.parallax.model.solve;

import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph with converters in some links. A link keeps its id for its last piece, the one into the
 * downstream element, and its filter stays there; the other pieces have ids behind those of the
 * original graph.
 *
 * @param chains converters by original edge
 * @param graph the graph with them
 * @param pieces ids of the pieces of a link, upstream first, by original edge
 */
record Inserted(
    SortedMap<Integer, List<Converter>> chains,
    NegotiationGraph graph,
    Map<Integer, List<Integer>> pieces) {

  static Inserted into(NegotiationGraph original, SortedMap<Integer, List<Converter>> chains) {
    List<Node> nodes = new ArrayList<>(original.nodes());
    List<Edge> edges = new ArrayList<>(original.edges());
    Map<Integer, List<Integer>> pieces = new TreeMap<>();
    chains.forEach((id, chain) -> {
      Edge edge = original.edges().get(id);
      List<Integer> ids = new ArrayList<>();
      int from = edge.from();
      String port = edge.fromPort();
      for (int i = 0; i < chain.size(); i++) {
        Converter c = chain.get(i);
        String name = original.nodes().get(edge.from()).name() + "." + edge.fromPort() + "+" + i;
        nodes.add(ConverterPaths.node(c, name));
        ids.add(edges.size());
        edges.add(
            new Edge(from, port, nodes.size() - 1, ConverterPaths.input(c), null, edge.span()));
        from = nodes.size() - 1;
        port = ConverterPaths.output(c);
      }
      ids.add(id);
      edges.set(id, new Edge(from, port, edge.to(), edge.toPort(), edge.filter(), edge.span()));
      pieces.put(id, List.copyOf(ids));
    });
    return new Inserted(chains, new NegotiationGraph(original.source(), nodes, edges), pieces);
  }

  /** The original link of a piece. */
  int original(int edge, int count) {
    if (edge < count) {
      return edge;
    }
    return pieces.entrySet().stream()
        .filter(e -> e.getValue().contains(edge))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  int cost() {
    return chains.values().stream().flatMap(List::stream).mapToInt(Converter::cost).sum();
  }

  int converters() {
    return chains.values().stream().mapToInt(List::size).sum();
  }
}
