package dev.parallax.model.solve;

import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.diag.Caret;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses ports for links that do not name them, link by link in the order given: of the free
 * ports, those of presence ALWAYS before SOMETIMES before REQUEST, each in order of declaration,
 * the first pair whose caps have something in common. Elements that pass everything through (queue,
 * tee) are looked through. When nothing fits, the first free ports are taken, so that the {@link
 * Solver} can explain why. A template gets its lowest free number.
 */
public final class PortResolver {
  /**
   * A link whose ports may be left to the resolver.
   *
   * @param from id of the upstream node
   * @param fromPort concrete name of its output, or null
   * @param to id of the downstream node
   * @param toPort concrete name of its input, or null
   * @param filter constraint, or null
   * @param span place in the source, or null
   */
  public record Wanted(
      int from,
      @Nullable String fromPort,
      int to,
      @Nullable String toPort,
      @Nullable Caps filter,
      @Nullable Span span) {}

  /** A port that could be taken. */
  private record Choice(String name, Caps caps) {}

  private final String source;
  private final List<Node> nodes;
  private final Set<String> taken = new HashSet<>();

  /** Numbers below are taken, by template. */
  private final Map<String, Integer> nextNumber = new HashMap<>();

  private final Passage passage;

  private PortResolver(String source, List<Node> nodes, List<Wanted> links) {
    this.source = source;
    this.nodes = nodes;
    this.passage = Passage.of(nodes, links);
    for (Wanted link : links) {
      if (link.fromPort != null) {
        take(link.from, Direction.OUTPUT, link.fromPort);
      }
      if (link.toPort != null) {
        take(link.to, Direction.INPUT, link.toPort);
      }
    }
  }

  /**
   * Chooses the ports of a parsed pipeline.
   *
   * @param nodes one node for each element of the pipeline, in its order
   * @throws dev.parallax.model.diag.ParallaxException when an element has no free port
   */
  public static List<Edge> resolve(PipelineText pipeline, List<Node> nodes) {
    List<Wanted> links =
        pipeline.links().stream()
            .map(l ->
                new Wanted(
                    l.from().element(),
                    l.from().port(),
                    l.to().element(),
                    l.to().port(),
                    l.filter(),
                    l.span()))
            .toList();
    return resolve(pipeline.source(), nodes, links);
  }

  /**
   * Chooses the ports of links.
   *
   * @param source the pipeline string for carets, or empty
   * @param links links; ports that are named are kept as they are, see {@link GraphCheck} for
   *     errors in them
   * @return one edge for each link, in its order
   * @throws dev.parallax.model.diag.ParallaxException when an element has no free port
   */
  public static List<Edge> resolve(String source, List<Node> nodes, List<Wanted> links) {
    PortResolver resolver = new PortResolver(source, nodes, links);
    return links.stream().map(resolver::choose).toList();
  }

  private Edge choose(Wanted link) {
    List<Choice> outputs = choices(link, link.from, Direction.OUTPUT, link.fromPort);
    List<Choice> inputs = choices(link, link.to, Direction.INPUT, link.toPort);
    Caps filter = link.filter == null ? Caps.ANY : link.filter;
    Choice output = outputs.getFirst();
    Choice input = inputs.getFirst();
    if (outputs.size() > 1 || inputs.size() > 1) {
      search:
      for (Choice o : outputs) {
        Caps offered = o.caps.intersect(filter);
        for (Choice i : inputs) {
          if (!offered.intersect(i.caps).isEmpty()) {
            output = o;
            input = i;
            break search;
          }
        }
      }
    }
    take(link.from, Direction.OUTPUT, output.name);
    take(link.to, Direction.INPUT, input.name);
    return new Edge(link.from, output.name, link.to, input.name, link.filter, link.span);
  }

  private List<Choice> choices(Wanted link, int node, Direction direction, @Nullable String named) {
    Caps through = direction == Direction.OUTPUT ? passage.offered(node) : passage.accepted(node);
    if (named != null) {
      PortDescriptor port = Ports.find(nodes.get(node).descriptor(), named, direction);
      return List.of(new Choice(named, port == null ? Caps.NONE : common(port.caps(), through)));
    }
    List<Choice> choices = new ArrayList<>();
    nodes.get(node).descriptor().ports().stream()
        .filter(p -> p.direction() == direction)
        .sorted(Comparator.comparingInt(p -> rank(p.presence())))
        .forEach(p -> {
          String name = free(node, p);
          if (name != null) {
            choices.add(new Choice(name, common(p.caps(), through)));
          }
        });
    if (choices.isEmpty()) {
      throw noFreePort(link, nodes.get(node), direction).toException();
    }
    return choices;
  }

  private static Caps common(Caps own, Caps through) {
    Caps both = own.intersect(through);
    return both.isEmpty() ? own : both;
  }

  private static int rank(Presence presence) {
    return switch (presence) {
      case ALWAYS -> 0;
      case SOMETIMES -> 1;
      case REQUEST -> 2;
    };
  }

  private @Nullable String free(int node, PortDescriptor port) {
    if (!port.name().contains("%u")) {
      return isTaken(node, port.direction(), port.name()) ? null : port.name();
    }
    String key = node + "/" + port.direction() + "/" + port.name();
    int number = nextNumber.getOrDefault(key, 0);
    while (isTaken(node, port.direction(), port.name().replace("%u", Integer.toString(number)))) {
      number++;
    }
    nextNumber.put(key, number);
    return port.name().replace("%u", Integer.toString(number));
  }

  private void take(int node, Direction direction, String port) {
    taken.add(node + "/" + direction + "/" + port);
  }

  private boolean isTaken(int node, Direction direction, String port) {
    return taken.contains(node + "/" + direction + "/" + port);
  }

  private Diagnostic noFreePort(Wanted link, Node node, Direction direction) {
    boolean input = direction == Direction.INPUT;
    String kind = input ? "input" : "output";
    String ports =
        node.descriptor().ports().stream()
            .filter(p -> p.direction() == direction)
            .map(PortDescriptor::name)
            .collect(Collectors.joining(", "));
    String caret =
        source.isEmpty() || link.span == null
            ? ""
            : Caret.render(source, link.span.start(), link.span.end());
    String fix;
    if (ports.isEmpty()) {
      fix =
          input
              ? "link from " + node.name() + ", it is a source"
              : "link to " + node.name() + ", it is a sink";
    } else {
      fix = input ? "put a funnel or a mixer before it" : "put a tee behind it";
    }
    return Diagnostic.of(
        DiagnosticId.GRAPH_NO_FREE_PORT,
        node.name()
            + " has no "
            + (ports.isEmpty() ? "" : "free ")
            + kind
            + "\n"
            + caret
            + (ports.isEmpty() ? "" : "  linked   " + ports + "\n")
            + "  fix      "
            + fix,
        "element",
        node.name(),
        "direction",
        kind);
  }
}
