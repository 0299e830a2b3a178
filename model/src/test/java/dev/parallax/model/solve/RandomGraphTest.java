package dev.parallax.model.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.solve.Negotiation.Failed;
import dev.parallax.model.solve.Negotiation.Solved;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RandomGraphTest {
  private static final int GRAPHS = 2_000;

  @Test
  void shouldAgreeWithBruteForceWhenGraphsAreRandom() {
    int solved = 0;
    int failed = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      NegotiationGraph graph = RandomGraphs.graph(new Random(seed));
      Negotiation n = Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
      boolean solvable = RandomGraphs.solvable(graph);
      if (n instanceof Solved s) {
        solved++;
        assertThat(RandomGraphs.violations(graph, s.links()))
            .as("seed=%d %s", seed, graph.source())
            .isEmpty();
        assertThat(RandomGraphs.unfixed(s.links())).as("seed=%d", seed).isEmpty();
        assertThat(solvable).as("seed=%d", seed).isTrue();
      } else {
        failed++;
        assertThat(((Failed) n).diagnostic().id())
            .as("seed=%d", seed)
            .isNotEqualTo(DiagnosticId.CAPS_TOO_HARD);
        assertThat(solvable).as("seed=%d %s %s", seed, graph.source(), n).isFalse();
      }
    }
    assertThat(solved).isGreaterThan(GRAPHS / 20);
    assertThat(failed).isGreaterThan(GRAPHS / 20);
  }

  @Test
  void shouldSayTheSameWhenGraphsAreListedInAnotherOrder() {
    for (int seed = 0; seed < 500; seed++) {
      NegotiationGraph graph = RandomGraphs.graph(new Random(seed));
      List<Integer> order = new ArrayList<>();
      NegotiationGraph other = Kinds.shuffled(graph, new Random(-seed), order);
      Negotiation one = Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
      Negotiation two = Solver.solve(other, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
      if (one instanceof Solved s) {
        assertThat(two).as("seed=%d", seed).isInstanceOf(Solved.class);
        for (int e = 0; e < order.size(); e++) {
          assertThat(((Solved) two).links().get(e))
              .as("seed=%d", seed)
              .isEqualTo(s.links().get(order.get(e)));
        }
      } else {
        assertThat(((Failed) two).diagnostic())
            .as("seed=%d", seed)
            .isEqualTo(((Failed) one).diagnostic());
        assertThat(order.get(((Failed) two).edge())).isEqualTo(((Failed) one).edge());
      }
    }
  }

  @Test
  void shouldKeepItsAnswerWhenTheAnswerIsGivenBackAsFilters() {
    for (int seed = 0; seed < 500; seed++) {
      NegotiationGraph graph = RandomGraphs.graph(new Random(seed));
      if (Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY) instanceof Solved s) {
        List<NegotiationGraph.Edge> edges = new ArrayList<>();
        for (int e = 0; e < s.links().size(); e++) {
          NegotiationGraph.Edge old = graph.edges().get(e);
          edges.add(
              new NegotiationGraph.Edge(
                  old.from(),
                  old.fromPort(),
                  old.to(),
                  old.toPort(),
                  Caps.of(s.links().get(e)),
                  null));
        }
        NegotiationGraph fixed = new NegotiationGraph("", graph.nodes(), edges);
        Negotiation again = Solver.solve(fixed, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
        assertThat(again).as("seed=%d", seed).isInstanceOf(Solved.class);
        assertThat(RandomGraphs.violations(graph, ((Solved) again).links())).isEmpty();
      }
    }
  }

  @Test
  void shouldGiveTheSameWhenWhatNoFilterDecidesWasNegotiatedBefore() {
    int before = 0;
    int whole = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      NegotiationGraph graph = RandomGraphs.graph(new Random(seed));
      for (int e = 0; e < graph.edges().size(); e++) {
        if (graph.edges().get(e).filter() == null) {
          continue;
        }
        NegotiationGraph early = withoutFilter(graph, e);
        Negotiation first = Solver.solve(early, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
        if (first instanceof Failed) {
          continue;
        }
        BitSet undecided = new BitSet();
        undecided.set(e);
        List<@Nullable MediaCaps> known = Parts.known(early, first, undecided);
        Negotiation parts = Parts.finish(graph, known);
        Negotiation all = Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
        assertThat(parts.getClass()).as("seed=%d edge=%d", seed, e).isEqualTo(all.getClass());
        assertThat(parts.links()).as("seed=%d edge=%d", seed, e).isEqualTo(all.links());
        assertThat(known.get(e)).isNull();
        before += (int) known.stream().filter(Objects::nonNull).count();
        whole += known.size();
      }
    }
    assertThat(before).as("links of %d", whole).isGreaterThan(whole / 10);
  }

  private static NegotiationGraph withoutFilter(NegotiationGraph graph, int edge) {
    List<NegotiationGraph.Edge> edges = new ArrayList<>(graph.edges());
    NegotiationGraph.Edge old = edges.get(edge);
    edges.set(
        edge,
        new NegotiationGraph.Edge(
            old.from(), old.fromPort(), old.to(), old.toPort(), null, old.span()));
    return new NegotiationGraph(graph.source(), graph.nodes(), edges);
  }

  @Test
  void shouldBlameASmallestSetWhenItFails() {
    for (int seed = 0; seed < 500; seed++) {
      NegotiationGraph graph = RandomGraphs.graph(new Random(seed));
      Constraints constraints = Constraints.of(graph, GraphOrder.of(graph));
      SolveStats stats = new SolveStats();
      Attempt attempt = Attempt.of(constraints, stats);
      if (attempt.found()) {
        continue;
      }
      List<Integer> core = Conflict.find(constraints, attempt.edge(), stats).core();
      assertThat(found(constraints, core)).as("seed=%d core=%s", seed, core).isFalse();
      for (Integer one : core) {
        List<Integer> rest = new ArrayList<>(core);
        rest.remove(one);
        assertThat(found(constraints, rest))
            .as("seed=%d core=%s without=%d", seed, core, one)
            .isTrue();
      }
    }
  }

  private static boolean found(Constraints constraints, List<Integer> some) {
    BitSet enabled = new BitSet();
    some.forEach(enabled::set);
    return Attempt.of(constraints, enabled, new SolveStats(), 10_000).found();
  }
}
