package dev.parallax.runtime.plan;

import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.PipelinePlan;
import java.util.List;

/** Inserts converters, whoever chose them. */
final class Conversions {
  private Conversions() {}

  /** The graph that conversions are told for: caps filters of links are elements. */
  static Graph filters(Graph graph) {
    return graph.withFilterElements(Catalogs.require("capsfilter"));
  }

  /** A copy of what {@link #filters} gave, with converters. */
  static Graph in(Graph filters, List<PipelinePlan.Conversion> conversions) {
    List<GraphLink> links = List.copyOf(filters.links());
    Graph converted = filters.copy();
    for (PipelinePlan.Conversion conversion : conversions) {
      converted.insert(
          current(converted, links.get(conversion.link())),
          conversion.elements().stream().map(Catalogs::require).toList());
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
}
