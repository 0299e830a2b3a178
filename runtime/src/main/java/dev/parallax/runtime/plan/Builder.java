package dev.parallax.runtime.plan;

import dev.parallax.model.check.BoundPipeline;
import dev.parallax.model.check.Parameters;
import dev.parallax.model.check.PipelineBinder;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.runtime.spi.PortRef;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes graphs from strings and from typed nodes. */
public final class Builder {
  private Builder() {}

  /**
   * From a string.
   *
   * @param text pipeline string
   * @param placeholders elements for <code>${name}</code>
   * @param parameters what placeholders in values of properties mean
   */
  public static Graph fromText(
      String text, Map<String, ? extends ElementNode<?>> placeholders, Parameters parameters) {
    CatalogSource source = new CatalogSource(placeholders);
    BoundPipeline bound = PipelineBinder.bind(text, source, parameters);
    Graph graph = new Graph(text);
    List<GraphNode> nodes = new ArrayList<>();
    for (int i = 0; i < bound.elements().size(); i++) {
      nodes.add(add(graph, bound.elements().get(i), bound.text().elements().get(i), source));
    }
    for (PipelineText.Link link : bound.text().links()) {
      graph.link(
          nodes.get(link.from().element()),
          link.from().port(),
          nodes.get(link.to().element()),
          link.to().port(),
          link.filter(),
          link.span());
    }
    return graph;
  }

  private static GraphNode add(
      Graph graph,
      BoundPipeline.Element bound,
      PipelineText.Element element,
      CatalogSource source) {
    GraphNode node =
        graph.add(
            bound.name(),
            bound.descriptor(),
            bound.placeholder()
                ? source.placeholder(element.factory()).adapter()
                : Catalogs.require(element.factory()).create(),
            bound.span());
    for (BoundPipeline.Value value : bound.values()) {
      PropertyRef.of(value.path()).set(node.adapter(), value.value());
      if (value.path().port() != null) {
        node.place(value.path().port(), value.span());
      }
    }
    return node;
  }

  /** From everything linked, directly or not, with a typed node. */
  public static Graph fromTyped(ElementNode<?> start) {
    Set<ElementNode<?>> found = new LinkedHashSet<>();
    ArrayDeque<ElementNode<?>> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      ElementNode<?> next = open.removeFirst();
      if (found.add(next)) {
        open.addAll(next.peers());
      }
    }
    Graph graph = new Graph("");
    Map<ElementNode<?>, GraphNode> nodes = new IdentityHashMap<>();
    for (ElementNode<?> node : found) {
      nodes.put(node, graph.add(node.givenName(), node.descriptor(), node.adapter(), null));
    }
    for (ElementNode<?> node : found) {
      for (ElementNode.TypedLink link : node.links()) {
        GraphNode to = require(nodes, link.to().node());
        String port =
            graph.link(
                require(nodes, link.from().node()),
                link.from().port(),
                to,
                link.to().port(),
                link.from().filter(),
                null);
        configure(to, port, link.to());
      }
    }
    return graph;
  }

  private static void configure(GraphNode node, @Nullable String port, PortRef typed) {
    typed
        .settings()
        .forEach((name, value) -> {
          PropertyRef property = PropertyRef.of(node.descriptor(), port + "::" + name);
          property.set(node.adapter(), value);
        });
  }

  private static GraphNode require(Map<ElementNode<?>, GraphNode> nodes, ElementNode<?> typed) {
    GraphNode node = nodes.get(typed);
    if (node == null) {
      throw new IllegalStateException(
          "linked element was not found element=" + typed.descriptor().name());
    }
    return node;
  }
}
