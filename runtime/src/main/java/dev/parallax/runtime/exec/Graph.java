package dev.parallax.runtime.exec;

import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Elements and links of a pipeline while it is built. One thread. */
public final class Graph {
  private final String source;
  private final List<GraphNode> nodes = new ArrayList<>();
  private final List<GraphLink> links = new ArrayList<>();

  /** An empty graph. */
  public Graph(String source) {
    this.source = source;
  }

  /** Adds an element; without a name it gets {@code gain0}, {@code gain1} and so on. */
  public GraphNode add(@Nullable String name, ElementDescriptor descriptor, ElementAdapter adapter, @Nullable Span span) {
    return add(name, descriptor, adapter, span, false);
  }

  GraphNode add(
      @Nullable String name, ElementDescriptor descriptor, ElementAdapter adapter, @Nullable Span span, boolean inserted) {
    String unique = name == null ? freeName(descriptor.name()) : name;
    if (find(unique) != null) {
      throw new IllegalArgumentException("two elements have the same name name=" + unique);
    }
    GraphNode node = new GraphNode(unique, descriptor, adapter, span, inserted);
    nodes.add(node);
    return node;
  }

  /** Adds a new element of a factory. */
  public GraphNode add(@Nullable String name, ElementFactory factory, @Nullable Span span) {
    return add(name, factory.descriptor(), factory.create(), span, false);
  }

  private String freeName(String base) {
    for (int i = 0; ; i++) {
      if (find(base + i) == null) {
        return base + i;
      }
    }
  }

  /** Links two ports; null or a template takes a free port. */
  public GraphLink link(
      GraphNode from, @Nullable String fromPort, GraphNode to, @Nullable String toPort, @Nullable Caps filter, @Nullable Span span) {
    String out = concrete(from, fromPort, PortDescriptor.Direction.OUTPUT);
    String in = concrete(to, toPort, PortDescriptor.Direction.INPUT);
    GraphLink link = new GraphLink(links.size(), from, out, to, in, filter, span);
    links.add(link);
    return link;
  }

  /** Inserts a chain of converters into a link; link ids change. */
  void insert(GraphLink link, List<ElementFactory> converters) {
    List<GraphLink> old = List.copyOf(links);
    links.clear();
    for (GraphLink l : old) {
      if (l != link) {
        links.add(new GraphLink(links.size(), l.from(), l.fromPort(), l.to(), l.toPort(), l.filter(), l.span()));
        continue;
      }
      GraphNode last = l.from();
      String port = l.fromPort();
      Caps filter = null;
      for (ElementFactory factory : converters) {
        GraphNode node = add(null, factory.descriptor(), factory.create(), null, true);
        links.add(new GraphLink(links.size(), last, port, node, firstPort(node, PortDescriptor.Direction.INPUT), filter, l.span()));
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
        .orElseThrow(() -> new IllegalStateException("converter has no port element=" + node.name()))
        .name();
  }

  private String concrete(GraphNode node, @Nullable String wanted, PortDescriptor.Direction direction) {
    if (wanted != null && !wanted.contains("%u")) {
      return wanted;
    }
    Set<String> taken = taken(node, direction);
    for (PortDescriptor port : node.descriptor().ports()) {
      if (port.direction() != direction || wanted != null && !port.name().equals(wanted)) {
        continue;
      }
      if (port.presence() == Presence.ALWAYS) {
        if (!taken.contains(port.name())) {
          return port.name();
        }
        continue;
      }
      for (int i = 0; ; i++) {
        String name = port.name().replace("%u", Integer.toString(i));
        if (!taken.contains(name)) {
          return name;
        }
      }
    }
    throw new IllegalArgumentException(
        "element has no free " + (direction == PortDescriptor.Direction.INPUT ? "input" : "output") + " element=" + node.name());
  }

  private Set<String> taken(GraphNode node, PortDescriptor.Direction direction) {
    Set<String> taken = new HashSet<>();
    for (GraphLink link : links) {
      if (direction == PortDescriptor.Direction.OUTPUT && link.from() == node) {
        taken.add(link.fromPort());
      } else if (direction == PortDescriptor.Direction.INPUT && link.to() == node) {
        taken.add(link.toPort());
      }
    }
    return taken;
  }

  /** The pipeline string, or empty. */
  public String source() {
    return source;
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
    for (GraphNode node : nodes) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    return null;
  }

  /** The only link out of a queue or caps filter. */
  GraphLink linkFrom(GraphNode node) {
    for (GraphLink link : links) {
      if (link.from() == node) {
        return link;
      }
    }
    throw new IllegalStateException("element leads nowhere element=" + node.name());
  }

  /** The link out of a port, or null. */
  @Nullable GraphLink linkFrom(GraphNode node, String port) {
    for (GraphLink link : links) {
      if (link.from() == node && link.fromPort().equals(port)) {
        return link;
      }
    }
    return null;
  }

  /** The only link into a queue or caps filter. */
  GraphLink linkTo(GraphNode node) {
    for (GraphLink link : links) {
      if (link.to() == node) {
        return link;
      }
    }
    throw new IllegalStateException("element comes from nowhere element=" + node.name());
  }
}
