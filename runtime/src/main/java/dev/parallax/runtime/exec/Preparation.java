package dev.parallax.runtime.exec;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.Negotiation;
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
  public static Preparation of(Graph graph, ConverterPolicy policy) {
    checkProperties(graph);
    graph.resolve();
    Negotiator negotiator = new Negotiator(graph);
    Negotiation result = begin(negotiator, graph, policy);
    List<Negotiation.Insertion> insertions =
        switch (result) {
          case Negotiation.Solved s -> s.converters();
          case Negotiation.Open o -> o.converters();
          case Negotiation.Failed f -> throw new ParallaxException(f.diagnostic());
        };
    if (!insertions.isEmpty()) {
      List<GraphLink> links = List.copyOf(graph.links());
      Graph converted = graph.copy();
      for (Negotiation.Insertion insertion : insertions) {
        converted.insert(
            current(converted, links.get(insertion.edge())),
            insertion.elements().stream().map(Catalogs::require).toList());
      }
      return of(converted, ConverterPolicy.DENY);
    }
    return new Preparation(graph, negotiator, Planner.plan(graph));
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

  private static Negotiation begin(Negotiator negotiator, Graph graph, ConverterPolicy policy) {
    try {
      return negotiator.begin(policy, registry());
    } catch (ParallaxException e) {
      throw e;
    } catch (Exception e) {
      throw RunErrors.elementFailed("probe", e);
    }
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
                  node.name() + " needs " + property.name() + ": " + property.doc()
                      + "\n  fix      " + node.descriptor().name() + " " + property.name() + "=...",
                  Map.of("element", node.name(), "property", property.name())));
        }
      }
    }
  }
}
