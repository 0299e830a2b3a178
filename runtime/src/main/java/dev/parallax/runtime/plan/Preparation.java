package dev.parallax.runtime.plan;

import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.PipelinePlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph that was checked, negotiated and planned.
 *
 * @param graph the graph, with inserted converters
 * @param negotiator its negotiation
 * @param plan its plan
 */
public record Preparation(Graph graph, Negotiator negotiator, Plan plan) {
  /** Checks, negotiates and plans; inserts converters when allowed. */
  public static Preparation of(Graph graph, ConverterPolicy policy, Placement placement) {
    checkElements(graph, placement);
    Graph planned = planned(graph, policy);
    if (planned != null) {
      return of(planned, ConverterPolicy.DENY, placement);
    }
    Negotiator negotiator = new Negotiator(graph);
    Negotiation result = negotiator.begin(ConverterPolicy.DENY, Preparation::registry);
    if (result instanceof Negotiation.Failed failed) {
      if (policy == ConverterPolicy.DENY) {
        throw new ParallaxException(failed.diagnostic());
      }
      return of(withConverters(graph, true, negotiator.planUse()), ConverterPolicy.DENY, placement);
    }
    return new Preparation(graph, negotiator, Planner.plan(graph, placement));
  }

  /** Checks and negotiates as {@link #of} does, but calls no element's code. */
  public static void check(Graph graph, ConverterPolicy policy, Placement placement) {
    checkElements(graph, placement);
    Graph planned = planned(graph, policy);
    if (planned != null) {
      check(planned, ConverterPolicy.DENY, placement);
      return;
    }
    Negotiator negotiator = new Negotiator(graph);
    Negotiation result = negotiator.beginWithoutProbes(ConverterPolicy.DENY, Preparation::registry);
    if (result instanceof Negotiation.Failed failed) {
      if (policy == ConverterPolicy.ALLOW) {
        withConverters(graph, false, negotiator.planUse());
        return;
      }
      throw new ParallaxException(failed.diagnostic());
    }
  }

  /** With the converters that the compiler chose, or null. */
  private static @Nullable Graph planned(Graph graph, ConverterPolicy policy) {
    BakedFormats baked = graph.baked();
    return baked == null || policy == ConverterPolicy.DENY ? null : baked.converted(graph);
  }

  /** Fails closed: what must not run here does not run, unless it runs elsewhere. */
  private static void checkElements(Graph graph, Placement placement) {
    List<NegotiationGraph.Node> models = graph.models(Map.of());
    PipelineCheck.properties(graph.source(), models);
    PipelineCheck.trust(
        graph.source(),
        models.stream()
            .filter(n -> placement.launcherOf(n.name(), n.descriptor()) == null)
            .filter(n -> !placement.trusts(n.name(), n.descriptor()))
            .toList());
    graph.resolve();
    checkPorts(graph);
  }

  /**
   * A copy with the cheapest converters that make it fit.
   *
   * @param before of the graph without them; what the copy says of the compiler's plan
   */
  private static Graph withConverters(Graph graph, boolean probes, PlanUse before) {
    Graph filters = Conversions.filters(graph);
    Negotiator negotiator = new Negotiator(filters);
    Negotiation result =
        probes
            ? negotiator.begin(ConverterPolicy.ALLOW, Preparation::registry)
            : negotiator.beginWithoutProbes(ConverterPolicy.ALLOW, Preparation::registry);
    if (result instanceof Negotiation.Failed failed) {
      throw new ParallaxException(failed.diagnostic());
    }
    Graph converted =
        Conversions.in(
            filters,
            result.converters().stream()
                .map(i -> new PipelinePlan.Conversion(i.edge(), i.elements()))
                .toList());
    converted.refuse(before.reason());
    return converted;
  }

  /** Converters known to the catalogs. */
  static ConverterRegistry registry() {
    return ConverterRegistry.known(name -> {
      ElementFactory factory = Catalogs.find(name);
      return factory == null ? null : factory.descriptor();
    });
  }

  /** Properties of ports that nothing is linked to would have no effect. */
  private static void checkPorts(Graph graph) {
    for (GraphNode node : graph.nodes()) {
      for (String port : node.adapter().portsWithSettings()) {
        if (!graph.hasInput(node, port)) {
          throw notLinked(graph, node, port);
        }
      }
    }
  }

  private static ParallaxException notLinked(Graph graph, GraphNode node, String port) {
    List<String> linked =
        graph.links().stream()
            .filter(link -> link.to() == node)
            .map(GraphLink::toPort)
            .sorted()
            .toList();
    return PipelineCheck.notLinked(graph.source(), node.place(port), node.name(), port, linked)
        .toException();
  }
}
