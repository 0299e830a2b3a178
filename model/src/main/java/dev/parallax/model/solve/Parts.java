package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Constraint.Tie;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Negotiates a graph in two parts: what is decided before some values of properties are known, and
 * the rest when they are. The two give together what {@link Solver} gives for all of it.
 */
public final class Parts {
  private Parts() {}

  /**
   * The formats that stand whatever the values will be.
   *
   * @param graph elements and links, the values of some properties {@link NegotiationGraph#UNKNOWN}
   * @param result of negotiating it, without converters
   * @param undecided ids of the links on which these values have a say
   * @return by edge id: fixed caps; null where the values or the stream decide
   */
  public static List<@Nullable MediaCaps> known(
      NegotiationGraph graph, Negotiation result, BitSet undecided) {
    BitSet left = (BitSet) undecided.clone();
    spread(Constraints.of(graph, GraphOrder.of(graph)), left);
    if (result instanceof Negotiation.Open open) {
      for (int e = 0; e < open.openFields().size(); e++) {
        left.set(e, left.get(e) || !open.openFields().get(e).isEmpty());
      }
    }
    List<@Nullable MediaCaps> known = new ArrayList<>();
    for (int e = 0; e < graph.edges().size(); e++) {
      known.add(left.get(e) ? null : result.links().get(e));
    }
    return Collections.unmodifiableList(known);
  }

  /** Equal fields bind both ways; a transform's output follows its only input. */
  private static void spread(Constraints constraints, BitSet left) {
    int before = -1;
    while (before != left.cardinality()) {
      before = left.cardinality();
      for (Constraint constraint : constraints.all()) {
        if (constraint instanceof Tie tie && left.get(tie.in()) != left.get(tie.out())) {
          left.set(tie.in());
          left.set(tie.out());
        }
      }
      for (int node : constraints.order().nodes()) {
        List<Integer> incoming = constraints.incoming().get(node);
        if (incoming.size() == 1 && left.get(incoming.getFirst())) {
          constraints.outgoing().get(node).forEach(left::set);
        }
      }
    }
  }

  /**
   * Negotiates the rest.
   *
   * @param graph the graph, with all values
   * @param known what {@link #known} gave for it before
   */
  public static Negotiation finish(NegotiationGraph graph, List<@Nullable MediaCaps> known) {
    List<Integer> ids = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    BitSet touched = touched(graph, known);
    for (int e = 0; e < known.size(); e++) {
      MediaCaps caps = known.get(e);
      Edge edge = graph.edges().get(e);
      if (caps == null) {
        ids.add(e);
        edges.add(edge);
      } else if (touched.get(edge.from()) || touched.get(edge.to())) {
        ids.add(e);
        edges.add(
            new Edge(
                edge.from(),
                edge.fromPort(),
                edge.to(),
                edge.toPort(),
                Caps.of(caps),
                edge.span()));
      }
    }
    Negotiation rest =
        Solver.solve(
            new NegotiationGraph(graph.source(), graph.nodes(), edges),
            ConverterPolicy.DENY,
            ConverterRegistry.EMPTY);
    return rest instanceof Negotiation.Failed failed
        ? new Negotiation.Failed(ids.get(failed.edge()), failed.diagnostic())
        : together(rest, known, ids);
  }

  /** Elements with a link that is not known. */
  private static BitSet touched(NegotiationGraph graph, List<@Nullable MediaCaps> known) {
    BitSet touched = new BitSet();
    for (int e = 0; e < known.size(); e++) {
      if (known.get(e) == null) {
        touched.set(graph.edges().get(e).from());
        touched.set(graph.edges().get(e).to());
      }
    }
    return touched;
  }

  private static Negotiation together(
      Negotiation rest, List<@Nullable MediaCaps> known, List<Integer> ids) {
    List<MediaCaps> links = new ArrayList<>();
    List<Set<String>> open = new ArrayList<>();
    for (int e = 0; e < known.size(); e++) {
      MediaCaps caps = known.get(e);
      int at = caps == null ? ids.indexOf(e) : -1;
      links.add(caps == null ? rest.links().get(at) : caps);
      open.add(
          caps == null && rest instanceof Negotiation.Open some
              ? some.openFields().get(at)
              : Set.of());
    }
    return rest instanceof Negotiation.Open
        ? new Negotiation.Open(links, open, List.of())
        : new Negotiation.Solved(links, List.of());
  }
}
