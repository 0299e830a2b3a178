package dev.parallax.model.check;

import dev.parallax.annotations.Trust;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsParseException;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.GraphCheck;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import dev.parallax.model.solve.PortResolver;
import dev.parallax.model.solve.Solver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a pipeline, in the order in which the runtime makes them: required properties,
 * ports, properties of ports, shape, formats. Each throws its first error; {@link #check} makes
 * them all for a string. {@link #trust} is for those who know where the elements are to run.
 */
public final class PipelineCheck {
  /** The element that stands for a caps filter. */
  public static final String CAPS_FILTER = "capsfilter";

  private PipelineCheck() {}

  /**
   * A pipeline without errors.
   *
   * @param edges links with their ports
   * @param result solved or open. When converters are needed, caps filters of links are elements of
   *     their own in it, as the runtime has them then: a link with a filter is two links in its
   *     place
   */
  public record Checked(List<Edge> edges, Negotiation result) {
    /** Copies the list. */
    public Checked {
      edges = List.copyOf(edges);
    }
  }

  /**
   * Checks a bound pipeline.
   *
   * @throws dev.parallax.model.diag.ParallaxException for the first error
   */
  public static Checked check(
      BoundPipeline pipeline, ConverterPolicy policy, ElementSource elements) {
    String source = pipeline.text().source();
    List<Node> nodes = pipeline.nodes();
    properties(source, nodes);
    List<Edge> edges = PortResolver.resolve(pipeline.text(), nodes);
    portProperties(pipeline, edges);
    NegotiationGraph graph = graph(source, nodes, edges);
    shape(graph);
    Supplier<ConverterRegistry> registry = () -> ConverterRegistry.known(elements::find);
    Negotiation result = Solver.solve(graph, ConverterPolicy.DENY, registry);
    ElementDescriptor capsfilter =
        result instanceof Negotiation.Failed && policy == ConverterPolicy.ALLOW
            ? elements.find(CAPS_FILTER)
            : null;
    if (capsfilter != null) {
      NegotiationGraph filters =
          FilterElements.in(new NegotiationGraph(source, nodes, edges), capsfilter);
      result =
          Solver.solve(
              graph(source, filters.nodes(), filters.edges()), ConverterPolicy.ALLOW, registry);
    }
    if (result instanceof Negotiation.Failed failed) {
      throw failed.diagnostic().toException();
    }
    return new Checked(edges, result);
  }

  /** Required properties have values. */
  public static void properties(String source, List<Node> nodes) {
    for (Node node : nodes) {
      for (PropertyDescriptor property : node.descriptor().properties()) {
        Object value = node.properties().get(property.name());
        if (property.required() && (value == null || value.equals(""))) {
          Diagnostic missing =
              new Diagnostic(
                  DiagnosticId.PROP_REQUIRED,
                  "%s needs %s: %s\n  fix      %s %s=..."
                      .formatted(
                          node.name(),
                          property.name(),
                          property.doc(),
                          node.descriptor().name(),
                          property.name()),
                  Map.of("element", node.name(), "property", property.name()));
          throw Places.at(source, node.span(), missing).toException();
        }
      }
    }
  }

  /**
   * Fails closed: of these, which are to run in this process, none is untrusted or calls native
   * code.
   */
  public static void trust(String source, List<Node> nodes) {
    for (Node node : nodes) {
      HintsDescriptor hints = node.descriptor().hints();
      boolean isUntrusted = hints.trust() == Trust.UNTRUSTED;
      if (isUntrusted || hints.nativeCode()) {
        Diagnostic untrusted =
            new Diagnostic(
                DiagnosticId.SBX_UNTRUSTED,
                "cannot isolate "
                    + node.name()
                    + ": "
                    + node.descriptor().name()
                    + (isUntrusted ? " is untrusted" : " calls native code")
                    + ", and nothing was said of where else it is to run"
                    + "\n  fix      run it by parallax launch, give the pipeline a placement"
                    + " (Pipeline.placement) that isolates or trusts it, or use another element",
                Map.of("element", node.name()));
        throw Places.at(source, node.span(), untrusted).toException();
      }
    }
  }

  private static void portProperties(BoundPipeline pipeline, List<Edge> edges) {
    for (int n = 0; n < pipeline.elements().size(); n++) {
      BoundPipeline.Element element = pipeline.elements().get(n);
      int id = n;
      List<String> linked =
          edges.stream().filter(e -> e.to() == id).map(Edge::toPort).sorted().toList();
      for (BoundPipeline.Value value : element.values()) {
        String port = value.path().port();
        if (port != null && !linked.contains(port)) {
          throw notLinked(pipeline.text().source(), value.span(), element.name(), port, linked)
              .toException();
        }
      }
    }
  }

  /** A port has properties, which would have no effect: nothing is linked to it. */
  public static Diagnostic notLinked(
      String source, @Nullable Span span, String element, String port, Collection<String> linked) {
    return Places.at(
        source,
        span,
        new Diagnostic(
            DiagnosticId.PROP_PORT,
            element
                + "."
                + port
                + " has properties, but nothing is linked to it\n  fix      link it: ... ! "
                + element
                + "."
                + port
                + (linked.isEmpty() ? "" : "; linked inputs are " + String.join(", ", linked)),
            Map.of("element", element, "port", port)));
  }

  /** Ports, links and cycles. */
  public static void shape(NegotiationGraph graph) {
    for (GraphCheck.Finding finding : GraphCheck.check(graph)) {
      throw finding.diagnostic().toException();
    }
  }

  /** What the solver works on: each link has its own filter and that of a capsfilter behind it. */
  public static NegotiationGraph graph(String source, List<Node> nodes, List<Edge> edges) {
    List<Edge> filtered = new ArrayList<>();
    for (Edge edge : edges) {
      Node to = nodes.get(edge.to());
      filtered.add(
          to.descriptor().name().equals(CAPS_FILTER)
                  && to.properties().get("caps") instanceof String text
                  && !text.isBlank()
              ? withFilter(edge, caps(source, to, text))
              : edge);
    }
    return new NegotiationGraph(source, nodes, filtered);
  }

  private static Caps caps(String source, Node filter, String text) {
    try {
      return Caps.parse(text);
    } catch (CapsParseException e) {
      throw Places.at(source, filter.span(), e.diagnostic()).toException();
    }
  }

  private static Edge withFilter(Edge edge, Caps own) {
    Caps filter = edge.filter() == null ? own : own.intersect(edge.filter());
    return new Edge(edge.from(), edge.fromPort(), edge.to(), edge.toPort(), filter, edge.span());
  }
}
