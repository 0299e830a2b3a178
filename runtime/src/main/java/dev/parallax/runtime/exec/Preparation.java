package dev.parallax.runtime.exec;

import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;
import java.util.Map;

/**
 * A graph that was checked, negotiated and planned.
 *
 * @param graph the graph, with inserted converters
 * @param negotiator its negotiation
 * @param plan its plan
 */
public record Preparation(Graph graph, Negotiator negotiator, Plan plan) {
  /** Checks, negotiates and plans; inserts converters when allowed. */
  public static Preparation of(Graph graph, ConverterPolicy policy) {
    checkElements(graph);
    Negotiator negotiator = new Negotiator(graph);
    Negotiation result = negotiator.begin(ConverterPolicy.DENY, registry());
    if (result instanceof Negotiation.Failed failed) {
      if (policy == ConverterPolicy.DENY) {
        throw new ParallaxException(failed.diagnostic());
      }
      return of(withConverters(graph, true), ConverterPolicy.DENY);
    }
    return new Preparation(graph, negotiator, Planner.plan(graph));
  }

  /** Checks and negotiates as {@link #of} does, but calls no element's code. */
  public static void check(Graph graph, ConverterPolicy policy) {
    checkElements(graph);
    Negotiation result = new Negotiator(graph).beginWithoutProbes(ConverterPolicy.DENY, registry());
    if (result instanceof Negotiation.Failed failed) {
      if (policy == ConverterPolicy.ALLOW) {
        withConverters(graph, false);
        return;
      }
      throw new ParallaxException(failed.diagnostic());
    }
  }

  private static void checkElements(Graph graph) {
    List<NegotiationGraph.Node> models = graph.models(Map.of());
    PipelineCheck.properties(graph.source(), models);
    PipelineCheck.trust(graph.source(), models);
    graph.resolve();
    checkPorts(graph);
  }

  /** A copy with the cheapest converters that make it fit. */
  private static Graph withConverters(Graph graph, boolean probes) {
    Graph filters = graph.withFilterElements(Catalogs.require("capsfilter"));
    Negotiator negotiator = new Negotiator(filters);
    Negotiation result =
        probes
            ? negotiator.begin(ConverterPolicy.ALLOW, registry())
            : negotiator.beginWithoutProbes(ConverterPolicy.ALLOW, registry());
    if (result instanceof Negotiation.Failed failed) {
      throw new ParallaxException(failed.diagnostic());
    }
    List<GraphLink> links = List.copyOf(filters.links());
    Graph converted = filters.copy();
    for (Negotiation.Insertion insertion : result.converters()) {
      converted.insert(
          current(converted, links.get(insertion.edge())),
          insertion.elements().stream().map(Catalogs::require).toList());
    }
    return converted;
  }

  /** The link between the same ports; insertion renumbers links. */
  private static GraphLink current(Graph graph, GraphLink old) {
    for (GraphLink link : graph.links()) {
      if (link.from() == old.from()
          && link.fromPort().equals(old.fromPort())
          && link.to() == old.to()
          && link.toPort().equals(old.toPort())) {
        return link;
      }
    }
    throw new IllegalStateException("link is gone link=" + old);
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
