package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Chains of converters that lead from some caps to others, cheapest first (Dijkstra's algorithm
 * over chains).
 */
final class ConverterPaths {
  /** Longest chain. */
  static final int MAX_LENGTH = 3;

  private static final int MAX_STEPS = 500;

  private record Path(List<Converter> converters, int cost, int number, Caps caps) {}

  private ConverterPaths() {}

  /**
   * Finds chains.
   *
   * @param max how many at most
   * @return chains of 1 to {@link #MAX_LENGTH} converters, cheapest first, then shortest, then in
   *     the registry's order
   */
  static List<List<Converter>> find(
      Caps offers, Caps accepts, ConverterRegistry registry, int max, SolveStats stats) {
    PriorityQueue<Path> queue =
        new PriorityQueue<>(
            Comparator.comparingInt(Path::cost)
                .thenComparingInt(p -> p.converters.size())
                .thenComparingInt(Path::number));
    queue.add(new Path(List.of(), 0, 0, offers));
    List<List<Converter>> found = new ArrayList<>();
    int number = 0;
    for (int step = 0; step < MAX_STEPS && !queue.isEmpty() && found.size() < max; step++) {
      Path path = queue.remove();
      if (!path.converters.isEmpty() && !path.caps.intersect(accepts).isEmpty()) {
        found.add(path.converters);
        continue;
      }
      for (Converter c :
          path.converters.size() < MAX_LENGTH ? registry.converters() : List.<Converter>of()) {
        Caps after = through(path.caps, c, stats);
        if (!after.isEmpty() && !path.converters.contains(c)) {
          List<Converter> longer = new ArrayList<>(path.converters);
          longer.add(c);
          queue.add(new Path(List.copyOf(longer), path.cost + c.cost(), ++number, after));
        }
      }
    }
    return found;
  }

  /** What a converter can make of the caps; nothing when it does not take them. */
  private static Caps through(Caps caps, Converter converter, SolveStats stats) {
    Node node = node(converter, "(converter)");
    NegotiationGraph graph =
        new NegotiationGraph(
            "",
            List.of(Ends.source(caps), node, Ends.sink(Caps.ANY)),
            List.of(
                new Edge(0, Ends.PORT, 1, input(converter), null, null),
                new Edge(1, output(converter), 2, Ends.PORT, null, null)));
    Constraints constraints = Constraints.of(graph, GraphOrder.of(graph));
    stats.checks++;
    Domains domains = new Domains(constraints, Attempt.everything(constraints), stats, false);
    return domains.propagateAll() ? new Caps(domains.get(domains.variable(1))) : Caps.NONE;
  }

  static Node node(Converter converter, String name) {
    return new Node(name, converter.descriptor(), Map.of(), Map.of(), null);
  }

  static String input(Converter converter) {
    return concrete(converter.descriptor().inputs().getFirst());
  }

  static String output(Converter converter) {
    return concrete(converter.descriptor().outputs().getFirst());
  }

  private static String concrete(PortDescriptor port) {
    return port.name().replace("%u", "0");
  }
}
