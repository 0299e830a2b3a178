package dev.parallax.runtime.plan;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.PortResolver;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.PipelinePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Elements and links of a pipeline while it is built. One thread. */
public final class Graph {
  private final String source;
  private final List<GraphNode> nodes = new ArrayList<>();
  private final Map<String, GraphNode> byName = new HashMap<>();

  /**
   * Where to look for the next free number of a kind of element; else many elements of a string
   * would take for ever.
   */
  private final Map<String, Integer> nextNumber = new HashMap<>();

  private final List<PortResolver.Wanted> wanted = new ArrayList<>();
  private final List<GraphLink> links = new ArrayList<>();
  private boolean converted;
  private @Nullable BakedFormats baked;
  private String refusal = "";

  /** An empty graph. */
  public Graph(String source) {
    this.source = source;
  }

  /** Adds an element; without a name it gets {@code gain0}, {@code gain1} and so on. */
  public GraphNode add(
      @Nullable String name,
      ElementDescriptor descriptor,
      ElementAdapter adapter,
      @Nullable Span span) {
    return add(name, descriptor, adapter, span, false);
  }

  GraphNode add(
      @Nullable String name,
      ElementDescriptor descriptor,
      ElementAdapter adapter,
      @Nullable Span span,
      boolean inserted) {
    String unique = name == null ? freeName(descriptor.name()) : name;
    if (find(unique) != null) {
      throw new IllegalArgumentException("two elements have the same name name=" + unique);
    }
    unbake();
    GraphNode node = new GraphNode(unique, descriptor, adapter, span, inserted);
    nodes.add(node);
    byName.put(unique, node);
    return node;
  }

  /** Adds a new element of a factory. */
  public GraphNode add(@Nullable String name, ElementFactory factory, @Nullable Span span) {
    return add(name, factory.descriptor(), factory.create(), span, false);
  }

  private String freeName(String base) {
    for (int i = nextNumber.getOrDefault(base, 0); ; i++) {
      if (find(base + i) == null) {
        nextNumber.put(base, i + 1);
        return base + i;
      }
    }
  }

  /**
   * Links two ports. A template takes its next free number; null leaves the choice to {@link
   * #resolve}, which knows what fits.
   *
   * @return name of the input, if it is known already
   */
  public @Nullable String link(
      GraphNode from,
      @Nullable String fromPort,
      GraphNode to,
      @Nullable String toPort,
      @Nullable Caps filter,
      @Nullable Span span) {
    unbake();
    String input = numbered(to, toPort, PortDescriptor.Direction.INPUT);
    wanted.add(
        new PortResolver.Wanted(
            nodes.indexOf(from),
            numbered(from, fromPort, PortDescriptor.Direction.OUTPUT),
            nodes.indexOf(to),
            input,
            filter,
            span));
    return input;
  }

  /** A link whose ports the compiler chose. */
  void linkPlanned(PipelinePlan.Link link) {
    wanted.add(
        new PortResolver.Wanted(
            link.from(), link.fromPort(), link.to(), link.toPort(), link.filter(), link.span()));
    append(
        nodes.get(link.from()),
        link.fromPort(),
        nodes.get(link.to()),
        link.toPort(),
        link.filter(),
        link.span());
  }

  /** The whole graph is as the compiler saw it, and so has these formats. */
  void bake(BakedFormats formats) {
    baked = formats;
  }

  /** The compiler knows the pipeline, but not with these elements or values. */
  void refuse(String reason) {
    refusal = reason;
  }

  private void unbake() {
    if (baked != null) {
      baked = null;
      refusal = "the pipeline was changed after it was compiled";
    }
  }

  /** What the compiler negotiated, or null. */
  @Nullable BakedFormats baked() {
    return baked;
  }

  /** Why there are no baked formats although the compiler knows the pipeline, or empty. */
  String refusal() {
    return refusal;
  }

  private @Nullable String numbered(
      GraphNode node, @Nullable String port, PortDescriptor.Direction direction) {
    if (port == null || !port.contains("%u")) {
      return port;
    }
    int id = nodes.indexOf(node);
    Set<String> taken = new HashSet<>();
    for (PortResolver.Wanted w : wanted) {
      boolean output = direction == PortDescriptor.Direction.OUTPUT;
      String name = output ? w.fromPort() : w.toPort();
      if (name != null && (output ? w.from() : w.to()) == id) {
        taken.add(name);
      }
    }
    for (int i = 0; ; i++) {
      String name = port.replace("%u", Integer.toString(i));
      if (!taken.contains(name)) {
        return name;
      }
    }
  }

  /**
   * Chooses the ports that were left open.
   *
   * @throws dev.parallax.model.diag.ParallaxException when an element has no free port
   */
  void resolve() {
    if (links.size() == wanted.size() || converted) {
      return;
    }
    List<NegotiationGraph.Edge> edges = PortResolver.resolve(source, models(Map.of()), wanted);
    links.clear();
    for (NegotiationGraph.Edge e : edges) {
      links.add(
          new GraphLink(
              links.size(),
              nodes.get(e.from()),
              e.fromPort(),
              nodes.get(e.to()),
              e.toPort(),
              e.filter(),
              e.span()));
    }
  }

  /** The nodes as the model sees them. */
  List<NegotiationGraph.Node> models(Map<GraphNode, Map<String, MediaCaps>> announced) {
    List<NegotiationGraph.Node> models = new ArrayList<>();
    for (GraphNode node : nodes) {
      models.add(
          new NegotiationGraph.Node(
              node.name(),
              node.descriptor(),
              node.properties(),
              Map.copyOf(announced.getOrDefault(node, Map.of())),
              node.span()));
    }
    return models;
  }

  /**
   * A graph with the same elements and links, so that converters can be inserted without touching
   * this one.
   */
  Graph copy() {
    Graph copy = new Graph(source);
    copy.nodes.addAll(nodes);
    copy.byName.putAll(byName);
    copy.nextNumber.putAll(nextNumber);
    copy.wanted.addAll(wanted);
    copy.links.addAll(links);
    copy.converted = converted;
    copy.refusal = refusal;
    return copy;
  }

  /**
   * A copy whose caps filters are elements of their own, so that a converter can be inserted on
   * either side of them. The same graph when it has no filters.
   */
  Graph withFilterElements(ElementFactory capsfilter) {
    Graph copy = copy();
    copy.links.clear();
    copy.converted = true;
    for (GraphLink l : links) {
      Caps filter = l.filter();
      if (filter == null) {
        copy.append(l.from(), l.fromPort(), l.to(), l.toPort(), null, l.span());
      } else {
        GraphNode node =
            copy.add(null, capsfilter.descriptor(), capsfilter.create(), l.span(), false);
        copy.append(
            l.from(),
            l.fromPort(),
            node,
            firstPort(node, PortDescriptor.Direction.INPUT),
            filter,
            l.span());
        copy.append(
            node,
            firstPort(node, PortDescriptor.Direction.OUTPUT),
            l.to(),
            l.toPort(),
            null,
            l.span());
      }
    }
    return copy.nodes.size() == nodes.size() ? this : copy;
  }

  private void append(
      GraphNode from,
      String fromPort,
      GraphNode to,
      String toPort,
      @Nullable Caps filter,
      @Nullable Span span) {
    links.add(new GraphLink(links.size(), from, fromPort, to, toPort, filter, span));
  }

  /** Inserts a chain of converters into a link; link ids change. */
  void insert(GraphLink link, List<ElementFactory> converters) {
    converted = true;
    List<GraphLink> old = List.copyOf(links);
    links.clear();
    for (GraphLink l : old) {
      if (l != link) {
        links.add(
            new GraphLink(
                links.size(), l.from(), l.fromPort(), l.to(), l.toPort(), l.filter(), l.span()));
        continue;
      }
      GraphNode last = l.from();
      String port = l.fromPort();
      Caps filter = null;
      for (ElementFactory factory : converters) {
        GraphNode node = add(null, factory.descriptor(), factory.create(), null, true);
        links.add(
            new GraphLink(
                links.size(),
                last,
                port,
                node,
                firstPort(node, PortDescriptor.Direction.INPUT),
                filter,
                l.span()));
        last = node;
        port = firstPort(node, PortDescriptor.Direction.OUTPUT);
      }
      links.add(new GraphLink(links.size(), last, port, l.to(), l.toPort(), l.filter(), l.span()));
    }
  }

  private static String firstPort(GraphNode node, PortDescriptor.Direction direction) {
    return node.descriptor().ports().stream()
        .filter(p -> p.direction() == direction)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("converter has no port element=" + node.name()))
        .name();
  }

  /** The pipeline string, or empty. */
  public String source() {
    return source;
  }

  /** Whether something is linked to an input. */
  boolean hasInput(GraphNode node, String port) {
    return links.stream().anyMatch(link -> link.to() == node && link.toPort().equals(port));
  }

  /** Elements in order of addition. */
  public List<GraphNode> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Links in order of addition. */
  public List<GraphLink> links() {
    return Collections.unmodifiableList(links);
  }

  /** The element of a name, or null. */
  public @Nullable GraphNode find(String name) {
    return byName.get(name);
  }

  /** The only link out of a queue or caps filter. */
  public GraphLink linkFrom(GraphNode node) {
    for (GraphLink link : links) {
      if (link.from() == node) {
        return link;
      }
    }
    throw new IllegalStateException("element leads nowhere element=" + node.name());
  }

  /** The link out of a port, or null. */
  public @Nullable GraphLink linkFrom(GraphNode node, String port) {
    for (GraphLink link : links) {
      if (link.from() == node && link.fromPort().equals(port)) {
        return link;
      }
    }
    return null;
  }

  /** The only link into a queue or caps filter. */
  public GraphLink linkTo(GraphNode node) {
    for (GraphLink link : links) {
      if (link.to() == node) {
        return link;
      }
    }
    throw new IllegalStateException("element comes from nowhere element=" + node.name());
  }
}
