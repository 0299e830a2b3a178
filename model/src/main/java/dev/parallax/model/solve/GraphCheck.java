package dev.parallax.model.solve;

import dev.parallax.annotations.Presence;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.diag.Caret;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a graph's shape, the same at compile time and at run time. Formats are the {@link
 * Solver}'s matter.
 */
public final class GraphCheck {
  /** The property by which an element says that it needs none of its outputs, as tee has it. */
  private static final String ALLOW_NOT_LINKED = "allow-not-linked";

  private GraphCheck() {}

  /**
   * A finding.
   *
   * @param node id of the element, or -1
   * @param edge id of the link, or -1
   * @param diagnostic an error with an id {@code PLX-GRAPH-nnn}
   */
  public record Finding(int node, int edge, Diagnostic diagnostic) {}

  /**
   * Every error of shape: unknown ports and wrong directions, ports linked twice, cycles, ports of
   * presence ALWAYS without a link, and elements of whose inputs or outputs none was asked for.
   * Empty for a graph that can be negotiated and run.
   */
  public static List<Finding> check(NegotiationGraph graph) {
    List<Finding> findings = new ArrayList<>(checkLinks(graph));
    Set<String> linked = new HashSet<>();
    for (Edge e : graph.edges()) {
      linked.add(key(e.from(), Direction.OUTPUT, e.fromPort()));
      linked.add(key(e.to(), Direction.INPUT, e.toPort()));
    }
    for (int n = 0; n < graph.nodes().size(); n++) {
      Node node = graph.nodes().get(n);
      for (PortDescriptor port : node.descriptor().ports()) {
        if (port.presence() == Presence.ALWAYS
            && !linked.contains(key(n, port.direction(), port.name()))) {
          findings.add(unlinked(graph, n, port));
        }
      }
      int id = n;
      if (onlyOnRequest(node.descriptor().inputs())
          && graph.edges().stream().noneMatch(e -> e.to() == id)) {
        findings.add(unlinked(graph, n, node.descriptor().inputs().getFirst()));
      }
      if (onlyOnRequest(node.descriptor().outputs())
          && graph.edges().stream().noneMatch(e -> e.from() == id)
          && !needsNoOutput(node)) {
        findings.add(unlinked(graph, n, node.descriptor().outputs().getFirst()));
      }
    }
    return findings;
  }

  private static boolean onlyOnRequest(List<PortDescriptor> ports) {
    return !ports.isEmpty() && ports.stream().allMatch(port -> port.presence() == Presence.REQUEST);
  }

  private static boolean needsNoOutput(Node node) {
    Object allowed = node.properties().get(ALLOW_NOT_LINKED);
    return Boolean.TRUE.equals(allowed) || allowed == NegotiationGraph.UNKNOWN;
  }

  /** Errors of links only; what an unfinished graph, under edit, must hold too. */
  public static List<Finding> checkLinks(NegotiationGraph graph) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    for (int e = 0; e < graph.edges().size(); e++) {
      Edge edge = graph.edges().get(e);
      end(graph, e, edge.from(), edge.fromPort(), Direction.OUTPUT, taken, findings);
      end(graph, e, edge.to(), edge.toPort(), Direction.INPUT, taken, findings);
    }
    List<Integer> cycle = GraphOrder.of(graph).cycle();
    if (!cycle.isEmpty()) {
      findings.add(cycle(graph, cycle));
    }
    return findings;
  }

  private static String key(int node, Direction direction, String port) {
    return node + (direction == Direction.INPUT ? "<" : ">") + port;
  }

  private static void end(
      NegotiationGraph graph,
      int e,
      int id,
      String port,
      Direction direction,
      Map<String, Integer> taken,
      List<Finding> findings) {
    Node node = graph.nodes().get(id);
    Integer other = taken.putIfAbsent(key(id, direction, port), e);
    if (Ports.find(node.descriptor(), port, direction) == null) {
      findings.add(
          new Finding(
              id, e, noPort(graph.source(), node, port, direction, graph.edges().get(e).span())));
    } else if (other != null) {
      findings.add(taken(graph, e, other, node, port, direction));
    }
  }

  /** The error for a port that the element does not have, or has in the other direction only. */
  static Diagnostic noPort(
      String source, Node node, String port, Direction direction, @Nullable Span span) {
    Direction opposite = direction == Direction.INPUT ? Direction.OUTPUT : Direction.INPUT;
    List<String> names =
        node.descriptor().ports().stream()
            .filter(p -> p.direction() == direction)
            .map(PortDescriptor::name)
            .toList();
    String kind = direction == Direction.INPUT ? "input" : "output";
    String known = names.isEmpty() ? "has no " + kind : kind + "s: " + String.join(", ", names);
    if (Ports.find(node.descriptor(), port, opposite) != null) {
      String fix =
          direction == Direction.INPUT
              ? "link from " + node.name() + "." + port + " instead of to it"
              : "link to " + node.name() + "." + port + " instead of from it";
      return diagnostic(
          DiagnosticId.GRAPH_DIRECTION,
          node.name() + "." + port + " is not an " + kind,
          source,
          span,
          "  " + known + "\n  fix      " + fix,
          node,
          port);
    }
    String hint = NearMisses.hint(port, concrete(names, port));
    String fix =
        hint.isEmpty() ? (names.isEmpty() ? "link another element" : "use one of them") : hint;
    return diagnostic(
        DiagnosticId.GRAPH_UNKNOWN_PORT,
        node.name() + " has no " + kind + " port=" + port,
        source,
        span,
        "  " + known + "\n  fix      " + fix,
        node,
        port);
  }

  /** Templates with the number that was asked for. */
  private static List<String> concrete(List<String> names, String port) {
    String digits = port.substring(GraphOrder.numberAt(port));
    return names.stream().map(n -> n.replace("%u", digits.isEmpty() ? "0" : digits)).toList();
  }

  private static Finding taken(
      NegotiationGraph graph, int e, int other, Node node, String port, Direction direction) {
    boolean input = direction == Direction.INPUT;
    return new Finding(
        input ? graph.edges().get(e).to() : graph.edges().get(e).from(),
        e,
        diagnostic(
            DiagnosticId.GRAPH_PORT_TAKEN,
            node.name() + "." + port + " is linked twice",
            graph.source(),
            graph.edges().get(e).span(),
            "  links    "
                + name(graph, other)
                + " and "
                + name(graph, e)
                + "\n  fix      "
                + (input ? "put a funnel or a mixer before " : "put a tee behind ")
                + node.name(),
            node,
            port));
  }

  private static Finding unlinked(NegotiationGraph graph, int n, PortDescriptor port) {
    Node node = graph.nodes().get(n);
    boolean input = port.direction() == Direction.INPUT;
    return new Finding(
        n,
        -1,
        diagnostic(
            DiagnosticId.GRAPH_UNLINKED,
            node.name() + "." + port.name() + " is not linked",
            graph.source(),
            node.span(),
            "  fix      "
                + (input
                    ? "link an element to it: ... ! " + node.name() + "."
                    : "link it to an element, an unwanted output to a fakesink"),
            node,
            port.name()));
  }

  private static Finding cycle(NegotiationGraph graph, List<Integer> cycle) {
    int last = cycle.getLast();
    Edge edge = graph.edges().get(last);
    String path =
        cycle.stream()
            .map(e -> graph.nodes().get(graph.edges().get(e).from()).name())
            .limit(20)
            .collect(Collectors.joining(" -> "));
    return new Finding(
        edge.to(),
        last,
        diagnostic(
            DiagnosticId.GRAPH_CYCLE,
            "the links form a cycle",
            graph.source(),
            edge.span(),
            "  cycle    "
                + path
                + (cycle.size() > 20 ? " -> ..." : " -> " + graph.nodes().get(edge.to()).name())
                + "\n  fix      remove one of these links, for example "
                + name(graph, last),
            graph.nodes().get(edge.to()),
            edge.toPort()));
  }

  static String name(NegotiationGraph graph, int e) {
    Edge edge = graph.edges().get(e);
    return graph.nodes().get(edge.from()).name()
        + "."
        + edge.fromPort()
        + " -> "
        + graph.nodes().get(edge.to()).name()
        + "."
        + edge.toPort();
  }

  private static Diagnostic diagnostic(
      DiagnosticId id,
      String fact,
      String source,
      @Nullable Span span,
      String rest,
      Node node,
      String port) {
    String caret =
        source.isEmpty() || span == null ? "" : Caret.render(source, span.start(), span.end());
    return Diagnostic.of(id, fact + "\n" + caret + rest, "element", node.name(), "port", port);
  }
}
