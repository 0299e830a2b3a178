package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.solve.Constraint.Kind;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * All constraints of a graph, upstream first: for each edge in topological order its own ones in
 * the order in which their preferences count, then, for each node, its ties.
 *
 * @param graph what they were made from
 * @param order topological order
 * @param outputs port of the upstream end, by edge id
 * @param inputs port of the downstream end, by edge id
 * @param incoming edges into each node, by node id, in topological order
 * @param outgoing edges out of each node, by node id, in topological order
 * @param all the constraints
 */
record Constraints(
    NegotiationGraph graph,
    GraphOrder order,
    List<PortDescriptor> outputs,
    List<PortDescriptor> inputs,
    List<List<Integer>> incoming,
    List<List<Integer>> outgoing,
    List<Constraint> all) {

  /** Makes the constraints of a graph whose ports exist and that has no cycle. */
  static Constraints of(NegotiationGraph graph, GraphOrder order) {
    List<PortDescriptor> outputs = new ArrayList<>();
    List<PortDescriptor> inputs = new ArrayList<>();
    for (Edge e : graph.edges()) {
      outputs.add(Ports.require(graph.nodes().get(e.from()), e.fromPort(), Direction.OUTPUT));
      inputs.add(Ports.require(graph.nodes().get(e.to()), e.toPort(), Direction.INPUT));
    }
    List<List<Integer>> incoming = new ArrayList<>();
    List<List<Integer>> outgoing = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      incoming.add(new ArrayList<>());
      outgoing.add(new ArrayList<>());
    }
    for (int e : order.edges()) {
      incoming.get(graph.edges().get(e).to()).add(e);
      outgoing.get(graph.edges().get(e).from()).add(e);
    }
    Constraints made =
        new Constraints(graph, order, outputs, inputs, incoming, outgoing, new ArrayList<>());
    order.edges().forEach(made::addOwn);
    order.nodes().forEach(made::addTies);
    return made;
  }

  Node from(int edge) {
    return graph.nodes().get(graph.edges().get(edge).from());
  }

  Node to(int edge) {
    return graph.nodes().get(graph.edges().get(edge).to());
  }

  /** Whether a relation is about the port of the upstream end of the edge. */
  boolean concerns(Relation relation, int edge) {
    return names(relation.output(), outputs.get(edge), graph.edges().get(edge).fromPort());
  }

  private static boolean names(String named, PortDescriptor port, String concrete) {
    return named.equals(concrete) || named.equals(port.name());
  }

  private void addOwn(int e) {
    Edge edge = graph.edges().get(e);
    Node from = from(e);
    PortDescriptor output = outputs.get(e);
    add(e, Kind.OFFER, output.caps());
    for (Relation relation : from.descriptor().relations()) {
      if (relation instanceof Relation.FromProperty p && concerns(p, e)) {
        Object value = PropertyCaps.value(from, p.property());
        if (value != null && !PropertyCaps.isFree(value)) {
          Caps caps = PropertyCaps.of(output.caps(), p.field(), value);
          all.add(new Own(e, Kind.PROPERTY, caps, p.property() + "=" + value));
        }
      }
    }
    MediaCaps announced = from.announced().get(edge.fromPort());
    if (announced != null) {
      add(e, Kind.ANNOUNCED, Caps.of(announced));
    }
    if (edge.filter() != null) {
      add(e, Kind.FILTER, edge.filter());
    }
    add(e, Kind.ACCEPT, inputs.get(e).caps());
  }

  private void add(int edge, Kind kind, Caps caps) {
    all.add(new Own(edge, kind, caps, null));
  }

  private void addTies(int node) {
    for (Relation relation : graph.nodes().get(node).descriptor().relations()) {
      if (!(relation instanceof Relation.Same same)) {
        continue;
      }
      List<String> fields = same.fields().contains("*") ? List.of() : same.fields();
      List<Integer> before = List.of();
      for (int out : outgoing.get(node)) {
        if (!concerns(same, out)) {
          continue;
        }
        List<Integer> inputs =
            incoming.get(node).stream().filter(in -> follows(same, in, out)).toList();
        // Equal is transitive: a second output with the same inputs needs one of them only, not n *
        // m ties.
        int count = inputs.equals(before) ? Math.min(1, inputs.size()) : inputs.size();
        inputs.subList(0, count).forEach(in -> all.add(new Tie(node, in, out, fields)));
        before = inputs;
      }
    }
  }

  /** Two templates go together by number: {@code src_2} follows {@code sink_2}. */
  private boolean follows(Relation.Same same, int in, int out) {
    if (same.input().isEmpty()) {
      return true;
    }
    String inPort = graph.edges().get(in).toPort();
    if (!names(same.input(), inputs.get(in), inPort)) {
      return false;
    }
    String inNumber = Ports.number(inputs.get(in), inPort);
    String outNumber = Ports.number(outputs.get(out), graph.edges().get(out).fromPort());
    return inNumber.isEmpty() || outNumber.isEmpty() || inNumber.equals(outNumber);
  }
}
