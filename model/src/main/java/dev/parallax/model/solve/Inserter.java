package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the cheapest converters that let a graph be solved. Every solution must put a converter
 * into one of the links of a conflict, so the search goes from conflict to conflict: first the
 * cheapest sets of converters, which finds the best answer for a few; then, for many, straight on
 * from the set that has come farthest.
 */
final class Inserter {
  /** A graph that was solved with these converters. */
  record Result(Inserted inserted, Constraints constraints, Attempt attempt) {}

  private static final int BEST_FIRST = 48;
  private static final int MAX_LINKS = 6;
  private static final int MAX_PATHS = 4;

  /** A check costs about as much as there are links; this many in all take some seconds. */
  private static final long MAX_WORK = 5_000_000;

  private static final long MIN_CHECKS = 500;

  private final NegotiationGraph original;
  private final ConverterRegistry registry;
  private final SolveStats stats;
  private final List<Inserted> waiting = new ArrayList<>();
  private final Set<SortedMap<Integer, List<Converter>>> seen = new HashSet<>();

  Inserter(NegotiationGraph original, ConverterRegistry registry, SolveStats stats) {
    this.original = original;
    this.registry = registry;
    this.stats = stats;
  }

  /** The graph with converters, or null if none help. */
  @Nullable Result run() {
    add(new TreeMap<>());
    int links = original.edges().size();
    long budget = stats.checks + Math.max(MIN_CHECKS, MAX_WORK / links);
    for (int i = 0; stats.checks < budget && !waiting.isEmpty(); i++) {
      Inserted next = take(i < BEST_FIRST);
      Constraints constraints = Constraints.of(next.graph(), GraphOrder.of(next.graph()));
      Attempt attempt = Attempt.of(constraints, stats);
      if (attempt.found()) {
        return new Result(next, constraints, attempt);
      }
      if (attempt.outcome() == Search.Outcome.NONE) {
        expand(next, Conflict.find(constraints, attempt.edge(), stats));
      }
    }
    return null;
  }

  /** The cheapest, or the one with the most converters; the earliest of several. */
  private Inserted take(boolean cheapest) {
    Comparator<Inserted> byCost = Comparator.comparingInt(Inserted::cost);
    Comparator<Inserted> byProgress = Comparator.comparingInt(i -> -i.converters());
    Inserted best =
        waiting.stream().min(cheapest ? byCost : byProgress.thenComparing(byCost)).orElseThrow();
    waiting.remove(best);
    return best;
  }

  private void expand(Inserted from, Conflict conflict) {
    for (int edge : links(from, conflict)) {
      TreeMap<Integer, List<Converter>> without = new TreeMap<>(from.chains());
      List<Converter> old = without.remove(edge);
      for (List<Converter> path : paths(Inserted.into(original, without), edge)) {
        if (!path.equals(old)) {
          TreeMap<Integer, List<Converter>> chains = new TreeMap<>(without);
          chains.put(edge, path);
          add(chains);
        }
      }
    }
  }

  private void add(TreeMap<Integer, List<Converter>> chains) {
    if (seen.add(chains)) {
      waiting.add(Inserted.into(original, chains));
    }
  }

  /** Original links of the conflict, the one farthest downstream first. */
  private List<Integer> links(Inserted from, Conflict conflict) {
    Set<Integer> edges = new LinkedHashSet<>();
    List<Integer> downstreamFirst = conflict.constraints().order().edges().reversed();
    Set<Integer> touched = new HashSet<>();
    for (Own own : conflict.owns()) {
      touched.add(own.edge());
    }
    for (Tie tie : conflict.ties()) {
      touched.add(tie.in());
      touched.add(tie.out());
    }
    for (int edge : downstreamFirst) {
      if (touched.contains(edge)) {
        edges.add(from.original(edge, original.edges().size()));
      }
    }
    return edges.stream().limit(MAX_LINKS).toList();
  }

  /** Chains that could stand in a link, judged by what is left on its two sides when it is cut. */
  private List<List<Converter>> paths(Inserted without, int edge) {
    NegotiationGraph graph = without.graph();
    List<Node> nodes = new ArrayList<>(graph.nodes());
    List<Edge> edges = new ArrayList<>(graph.edges());
    Edge cut = edges.get(edge);
    nodes.add(Ends.sink(Caps.ANY));
    nodes.add(Ends.source(Caps.ANY));
    edges.set(edge, new Edge(cut.from(), cut.fromPort(), nodes.size() - 2, Ends.PORT, null, null));
    edges.add(new Edge(nodes.size() - 1, Ends.PORT, cut.to(), cut.toPort(), cut.filter(), null));
    NegotiationGraph halves = new NegotiationGraph("", nodes, edges);
    Constraints constraints = Constraints.of(halves, GraphOrder.of(halves));
    stats.checks++;
    Domains domains = new Domains(constraints, Attempt.everything(constraints), stats, true);
    domains.propagateAll();
    Caps offers = new Caps(domains.get(domains.variable(edge)));
    Caps accepts = new Caps(domains.get(domains.variable(edges.size() - 1)));
    return ConverterPaths.find(offers, accepts, registry, MAX_PATHS, stats);
  }
}
