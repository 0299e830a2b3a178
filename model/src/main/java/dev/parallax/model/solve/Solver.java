package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.GraphCheck.Finding;
import dev.parallax.model.solve.Inserter.Result;
import dev.parallax.model.solve.Negotiation.Failed;
import dev.parallax.model.solve.Negotiation.Insertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Negotiates the caps of a whole graph, at compile time and, with what the stream announced, at run
 * time. Stateless, deterministic, and independent of the order in which elements and links are
 * listed.
 *
 * <p>Among the formats that fit, the first in this order is taken: no converter before a cheap one
 * before an expensive one; then, link by link in topological order, the upstream port's order of
 * preference. A free field of a transform with one input takes the input's value if it may, so that
 * nothing is converted without need; other ranges take their preferred value or the minimum. A
 * field that nobody restricts takes its smallest value: 1, {@code 0/1}, the first format, {@code
 * framed=false}; a link of any media carries {@link MediaCaps#STREAM_TYPE}.
 *
 * <p>How: caps of ports, filters, properties and announcements give each link a domain; relations
 * are made arc consistent by a worklist; a bounded depth-first search chooses. A contradiction is
 * reduced to a smallest set of constraints, which is what the failure explains.
 */
public final class Solver {
  private Solver() {}

  /**
   * Negotiates.
   *
   * @param graph elements and links; see {@link GraphCheck#check} for what else it should hold
   * @param policy whether converters may be inserted
   * @param registry converters; with {@link ConverterPolicy#DENY} only named in failures
   */
  public static Negotiation solve(
      NegotiationGraph graph, ConverterPolicy policy, ConverterRegistry registry) {
    return solve(graph, policy, () -> registry);
  }

  /**
   * As {@link #solve(NegotiationGraph, ConverterPolicy, ConverterRegistry)}.
   *
   * @param registry asked for only when the formats do not fit
   */
  public static Negotiation solve(
      NegotiationGraph graph, ConverterPolicy policy, Supplier<ConverterRegistry> registry) {
    return solve(graph, policy, registry, new SolveStats());
  }

  static Negotiation solve(
      NegotiationGraph graph,
      ConverterPolicy policy,
      ConverterRegistry registry,
      SolveStats stats) {
    return solve(graph, policy, () -> registry, stats);
  }

  private static Negotiation solve(
      NegotiationGraph graph,
      ConverterPolicy policy,
      Supplier<ConverterRegistry> registry,
      SolveStats stats) {
    for (Finding finding : GraphCheck.checkLinks(graph)) {
      return new Failed(finding.edge(), finding.diagnostic());
    }
    Constraints constraints = Constraints.of(graph, GraphOrder.of(graph));
    Attempt attempt = Attempt.of(constraints, stats);
    if (attempt.found()) {
      return answer(graph, Inserted.into(graph, new TreeMap<>()), constraints, attempt);
    }
    if (policy == ConverterPolicy.ALLOW) {
      Result result = new Inserter(graph, registry.get(), stats).run();
      if (result != null) {
        return answer(graph, result.inserted(), result.constraints(), result.attempt());
      }
    }
    if (attempt.outcome() == Search.Outcome.CUT) {
      return cut(graph, constraints);
    }
    return Explanation.of(
        Conflict.find(constraints, attempt.edge(), stats), registry.get(), policy, stats);
  }

  private static Failed cut(NegotiationGraph graph, Constraints constraints) {
    int edge = constraints.order().edges().getFirst();
    return new Failed(
        edge,
        Diagnostic.of(
            DiagnosticId.CAPS_TOO_HARD,
            "negotiation was cut at its limit, too many combinations exclude each other elements="
                + graph.nodes().size()
                + " links="
                + graph.edges().size()
                + "\n  fix      put caps filters into the links, for example behind "
                + constraints.from(edge).name(),
            "elements",
            Integer.toString(graph.nodes().size()),
            "links",
            Integer.toString(graph.edges().size())));
  }

  private static Negotiation answer(
      NegotiationGraph original, Inserted inserted, Constraints constraints, Attempt attempt) {
    List<MediaCaps> links = new ArrayList<>();
    List<Set<String>> open = new ArrayList<>();
    for (int e = 0; e < inserted.graph().edges().size(); e++) {
      links.add(caps(constraints, attempt, e));
      open.add(attempt.openness().openFields(e));
    }
    List<Insertion> insertions = new ArrayList<>();
    inserted
        .pieces()
        .forEach((edge, pieces) -> {
          List<String> names =
              chain(inserted, edge).stream().map(c -> c.descriptor().name()).toList();
          List<@Nullable MediaCaps> between = new ArrayList<>();
          pieces.forEach(piece -> between.add(links.get(piece)));
          insertions.add(new Insertion(edge, names, between));
        });
    int count = original.edges().size();
    boolean anyOpen = open.stream().anyMatch(s -> !s.isEmpty());
    return anyOpen
        ? new Negotiation.Open(links.subList(0, count), open.subList(0, count), insertions)
        : new Negotiation.Solved(links.subList(0, count), insertions);
  }

  private static List<Converter> chain(Inserted inserted, int edge) {
    return inserted.chains().getOrDefault(edge, List.of());
  }

  /** The answer for one link: one alternative whose fields are fixed or open. */
  private static MediaCaps caps(Constraints constraints, Attempt attempt, int edge) {
    int var = attempt.domains().variable(edge);
    Openness openness = attempt.openness();
    MediaCaps media = Hull.of(attempt.domains().get(var));
    for (String field : List.copyOf(media.fields().keySet())) {
      if (!media.field(field).isFixed() && !openness.isOpen(var, field)) {
        media = media.with(field, CapsValue.ANY);
      }
    }
    if (openness.isAllOpen(var)) {
      return media;
    }
    return Hull.typed(media);
  }
}
