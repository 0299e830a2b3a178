package dev.parallax.model.solve;

import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Topological order of nodes and edges. Ties are broken by names, not by ids, so that the order in
 * which a graph was listed does not matter.
 *
 * @param nodes ids of the nodes that are on no cycle nor behind one, upstream first
 * @param edges ids of the edges that leave these nodes, upstream first
 * @param cycle ids of the edges of one cycle, in its direction; empty for a graph without cycles
 */
record GraphOrder(List<Integer> nodes, List<Integer> edges, List<Integer> cycle) {
  static GraphOrder of(NegotiationGraph graph) {
    int n = graph.nodes().size();
    int[] waiting = new int[n];
    List<List<Integer>> outgoing = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      outgoing.add(new ArrayList<>());
    }
    for (int e = 0; e < graph.edges().size(); e++) {
      Edge edge = graph.edges().get(e);
      outgoing.get(edge.from()).add(e);
      waiting[edge.to()]++;
    }
    // By name, then by number. One lambda: the JDK's own of Comparator are linked anew at each
    // start.

    PriorityQueue<Integer> ready =
        new PriorityQueue<>((a, b) -> {
          int names = graph.nodes().get(a).name().compareTo(graph.nodes().get(b).name());
          return names != 0 ? names : Integer.compare(a, b);
        });
    for (int i = 0; i < n; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<Integer> nodes = new ArrayList<>(n);
    List<Integer> edges = new ArrayList<>(graph.edges().size());
    while (!ready.isEmpty()) {
      int node = ready.remove();
      nodes.add(node);
      List<Integer> leaving = outgoing.get(node);
      if (leaving.size() > 1) {
        leaving.sort(byPorts(graph));
      }
      for (int e : leaving) {
        edges.add(e);
        if (--waiting[graph.edges().get(e).to()] == 0) {
          ready.add(graph.edges().get(e).to());
        }
      }
    }
    List<Integer> cycle = nodes.size() == n ? List.of() : findCycle(graph, waiting);
    return new GraphOrder(List.copyOf(nodes), List.copyOf(edges), cycle);
  }

  /** Ports by name, {@code video_2} before {@code video_10}. */
  private static Comparator<Integer> byPorts(NegotiationGraph graph) {
    return Comparator.comparing((Integer e) -> portKey(graph.edges().get(e).fromPort()))
        .thenComparing(e -> toName(graph, e))
        .thenComparing(e -> portKey(graph.edges().get(e).toPort()))
        .thenComparing(Comparator.naturalOrder());
  }

  private static String toName(NegotiationGraph graph, int edge) {
    Node to = graph.nodes().get(graph.edges().get(edge).to());
    return to.name();
  }

  private static String portKey(String port) {
    int digits = numberAt(port);
    int length = port.length() - digits;
    return port.substring(0, digits) + (char) Math.min(length, 0xffff) + port.substring(digits);
  }

  /** Where the digits at the end of a name begin. */
  static int numberAt(String port) {
    int at = port.length();
    while (at > 0 && port.charAt(at - 1) >= '0' && port.charAt(at - 1) <= '9') {
      at--;
    }
    return at;
  }

  /**
   * Walks upstream among the nodes that still wait; each has such a predecessor, so the walk meets
   * itself.
   */
  private static List<Integer> findCycle(NegotiationGraph graph, int[] waiting) {
    int[] incoming = new int[waiting.length];
    java.util.Arrays.fill(incoming, -1);
    for (int e = graph.edges().size() - 1; e >= 0; e--) {
      Edge edge = graph.edges().get(e);
      if (waiting[edge.from()] > 0 && waiting[edge.to()] > 0) {
        incoming[edge.to()] = e;
      }
    }
    int at = 0;
    while (waiting[at] == 0 || incoming[at] < 0) {
      at++;
    }
    boolean[] seen = new boolean[waiting.length];
    while (!seen[at]) {
      seen[at] = true;
      at = graph.edges().get(incoming[at]).from();
    }
    List<Integer> cycle = new ArrayList<>();
    int start = at;
    do {
      cycle.addFirst(incoming[at]);
      at = graph.edges().get(incoming[at]).from();
    } while (at != start);
    return List.copyOf(cycle);
  }
}
