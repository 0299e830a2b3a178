package dev.parallax.runtime.exec;

import dev.parallax.annotations.Trust;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.spi.Catalogs;
import java.util.ArrayList;
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
  public static Preparation of(Graph graph, ConverterPolicy policy, Placement placement) {
    checkProperties(graph);
    checkTrust(graph, placement);
    graph.resolve();
    checkPorts(graph);
    Negotiator negotiator = new Negotiator(graph);
    Negotiation result = negotiator.begin(ConverterPolicy.DENY, registry());
    if (result instanceof Negotiation.Failed failed) {
      if (policy == ConverterPolicy.DENY) {
        throw new ParallaxException(failed.diagnostic());
      }
      return of(withConverters(graph), ConverterPolicy.DENY, placement);
    }
    return new Preparation(graph, negotiator, Planner.plan(graph, placement));
  }

  /** A copy with the cheapest converters that make it fit. */
  private static Graph withConverters(Graph graph) {
    Graph filters = graph.withFilterElements(Catalogs.require("capsfilter"));
    Negotiation result = new Negotiator(filters).begin(ConverterPolicy.ALLOW, registry());
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

  /** Converters known to the catalogs, by their class of element. */
  static ConverterRegistry registry() {
    List<ConverterRegistry.Converter> converters = new ArrayList<>();
    for (ConverterCost known : ConverterCost.values()) {
      var factory = Catalogs.find(known.element());
      if (factory != null) {
        converters.add(new ConverterRegistry.Converter(factory.descriptor(), known.cost()));
      }
    }
    return new ConverterRegistry(converters);
  }

  /** Fails closed: what must not run here does not run. */
  private static void checkTrust(Graph graph, Placement placement) {
    for (GraphNode node : graph.nodes()) {
      if (node.descriptor().hints().trust() == Trust.UNTRUSTED
          && placement.launcherOf(node.name(), node.descriptor()) == null) {
        throw new ParallaxException(
            new Diagnostic(
                DiagnosticId.SBX_UNTRUSTED,
                "cannot isolate "
                    + node.name()
                    + ": "
                    + node.descriptor().name()
                    + " is untrusted, and this version runs everything in the host process"
                    + "\n  fix      use another element, or declare another trust in its @Hints",
                Map.of("element", node.name())));
      }
    }
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
    ParallaxException error =
        new ParallaxException(
            new Diagnostic(
                DiagnosticId.PROP_PORT,
                node.name()
                    + "."
                    + port
                    + " has properties, but nothing is linked to it"
                    + "\n  fix      link it: ... ! "
                    + node.name()
                    + "."
                    + port
                    + (linked.isEmpty() ? "" : "; linked inputs are " + String.join(", ", linked)),
                Map.of("element", node.name(), "port", port)));
    Span place = node.place(port);
    return place == null ? error : Builder.at(graph, place, error);
  }

  private static void checkProperties(Graph graph) {
    for (GraphNode node : graph.nodes()) {
      for (PropertyDescriptor property : node.descriptor().properties()) {
        if (!property.required()) {
          continue;
        }
        Object value = node.property(property.name());
        if (value == null || value.equals("")) {
          throw new ParallaxException(
              new Diagnostic(
                  DiagnosticId.PROP_REQUIRED,
                  node.name()
                      + " needs "
                      + property.name()
                      + ": "
                      + property.doc()
                      + "\n  fix      "
                      + node.descriptor().name()
                      + " "
                      + property.name()
                      + "=...",
                  Map.of("element", node.name(), "property", property.name())));
        }
      }
    }
  }
}
