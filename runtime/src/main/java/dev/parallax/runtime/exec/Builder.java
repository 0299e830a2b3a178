package dev.parallax.runtime.exec;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.runtime.spi.PortRef;
import dev.parallax.runtime.spi.PropertyChecks;
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
   */
  public static Graph fromText(String text, Map<String, ? extends ElementNode<?>> placeholders) {
    PipelineText parsed = PipelineParser.parse(text);
    Graph graph = new Graph(text);
    List<GraphNode> nodes = new ArrayList<>();
    for (PipelineText.Element element : parsed.elements()) {
      GraphNode node =
          element.placeholder() ? placeholder(graph, element, placeholders) : named(graph, element);
      for (PipelineText.Assignment assignment : element.properties()) {
        try {
          assign(node, assignment);
        } catch (ParallaxException e) {
          throw at(graph, assignment.span(), e);
        }
      }
      nodes.add(node);
    }
    for (PipelineText.Link link : parsed.links()) {
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

  private static GraphNode named(Graph graph, PipelineText.Element element) {
    ElementFactory factory = Catalogs.find(element.factory());
    if (factory == null) {
      throw at(
          graph, element.span(), Diagnostics.unknownElement(element.factory(), Catalogs.names()));
    }
    return graph.add(element.name(), factory, element.span());
  }

  private static GraphNode placeholder(
      Graph graph,
      PipelineText.Element element,
      Map<String, ? extends ElementNode<?>> placeholders) {
    ElementNode<?> given = placeholders.get(element.factory());
    if (given == null) {
      throw at(
          graph,
          element.span(),
          new ParallaxException(
              new Diagnostic(
                  DiagnosticId.PIPE_PLACEHOLDER,
                  "nothing was given for ${" + element.factory() + "}",
                  Map.of("placeholder", element.factory()))));
    }
    String name =
        element.name() != null
            ? element.name()
            : given.givenName() != null ? given.givenName() : element.factory();
    return graph.add(name, given.descriptor(), given.adapter(), element.span());
  }

  private static void assign(GraphNode node, PipelineText.Assignment assignment) {
    PropertyRef property = PropertyRef.of(node.descriptor(), assignment.property());
    property.set(node.adapter(), PropertyChecks.check(property.property(), assignment.value()));
    if (property.port() != null) {
      node.place(property.port(), assignment.span());
    }
  }

  /** The same error with the string and a caret below it. */
  static ParallaxException at(Graph graph, PipelineText.Span span, ParallaxException error) {
    Diagnostic d = error.diagnostic();
    String[] lines = d.text().split("\n", 2);
    String caret = dev.parallax.model.diag.Caret.render(graph.source(), span.start(), span.end());
    return new ParallaxException(
        new Diagnostic(
            d.id(),
            lines[0] + "\n" + caret.stripTrailing() + (lines.length > 1 ? "\n" + lines[1] : ""),
            d.data()));
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
