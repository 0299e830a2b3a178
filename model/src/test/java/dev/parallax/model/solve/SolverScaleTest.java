package dev.parallax.model.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Negotiation.Failed;
import dev.parallax.model.solve.Negotiation.Solved;
import org.junit.jupiter.api.Test;

/** Bounds the work on large graphs by counters; {@link #main} prints times. */
class SolverScaleTest {
  static String chain(int n) {
    return "camera ! video/x-raw,width=640,height=480,framerate=25/1 ! "
        + "videoscale ! queue ! videoconvert ! identityish ! ".repeat(n / 4)
        + "video/x-raw,format=I420 ! sink";
  }

  static String tree(int branches) {
    StringBuilder out = new StringBuilder("camera ! tee name=t ");
    for (int i = 0; i < branches; i++) {
      out.append("t. ! queue ! videoscale ! videoconvert ! video/x-raw,format=")
          .append(i % 2 == 0 ? "RGBA" : "NV12")
          .append(",width=")
          .append(16 + i)
          .append(",height=")
          .append(32 + i)
          .append(" ! sink ");
    }
    return out.toString();
  }

  static String diamonds(int n) {
    StringBuilder out = new StringBuilder("camera ! tee name=t0 ");
    for (int i = 0; i < n; i++) {
      out.append("mixer name=m").append(i).append(" ! ");
      out.append(
          i + 1 < n
              ? "tee name=t" + (i + 1) + " "
              : "videoconvert ! video/x-raw,format=NV12 ! sink ");
      out.append("t").append(i).append(". ! queue ! videoscale ! m").append(i).append(". ");
      out.append("t").append(i).append(". ! videoconvert ! videoscale ! m").append(i).append(". ");
    }
    return out.toString();
  }

  static Kinds kinds() {
    Kinds g = Kinds.std();
    g.kind("identityish")
        .in("in", "video/x-raw")
        .out("out", "video/x-raw")
        .same("format", "width", "height", "framerate");
    return g;
  }

  private static SolveStats work(String pipeline) {
    NegotiationGraph graph = kinds().graph(pipeline);
    SolveStats stats = new SolveStats();
    Negotiation n = Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY, stats);
    assertThat(n).isInstanceOf(Solved.class);
    assertThat(((Solved) n).links()).allMatch(MediaCaps::isFixed);
    assertThat(RandomGraphs.violations(graph, ((Solved) n).links())).isEmpty();
    return stats;
  }

  @Test
  void shouldBeNearlyLinearWhenAChainIsLong() {
    SolveStats one = work(chain(200));
    SolveStats four = work(chain(800));
    assertThat(one.revisions).isLessThan(6_000);
    assertThat(one.decisions).isLessThan(1_500);
    assertThat(four.revisions).isLessThan(5 * one.revisions);
  }

  @Test
  void shouldBeNearlyLinearWhenATreeHasManyBranches() {
    SolveStats stats = work(tree(50));
    assertThat(stats.revisions).isLessThan(6_000);
    assertThat(stats.decisions).isLessThan(1_500);
  }

  @Test
  void shouldBeNearlyLinearWhenDiamondsFollowEachOther() {
    SolveStats stats = work(diamonds(20));
    assertThat(stats.revisions).isLessThan(6_000);
    assertThat(stats.decisions).isLessThan(1_500);
  }

  @Test
  void shouldExplainWithFewChecksWhenALongChainFails() {
    NegotiationGraph graph =
        kinds()
            .graph(
                "camera ! video/x-raw,format=RGB ! "
                    + "identityish ! ".repeat(200)
                    + "h264enc ! filesink");
    SolveStats stats = new SolveStats();
    Negotiation n = Solver.solve(graph, ConverterPolicy.DENY, Kinds.registry(kinds()), stats);
    assertThat(((Failed) n).diagnostic().text())
        .contains(
            "cannot feed h264enc.in", "insert videoconvert between identityish199 and h264enc");
    assertThat(stats.checks).isLessThan(200);
  }

  /**
   * Nine pigeons in eight holes: pairwise possible, together not, and only a long search would
   * tell.
   */
  @Test
  void shouldStopWhenTheSearchIsTooHard() {
    int pigeons = 9;
    Kinds g = new Kinds();
    g.kind("sink").in("in", "ANY");
    Kinds.Kind house = g.kind("house");
    StringBuilder text = new StringBuilder("house name=h ");
    for (int i = 0; i < pigeons; i++) {
      StringBuilder holes = new StringBuilder();
      for (int v = 1; v < pigeons; v++) {
        holes.append(v == 1 ? "" : ";").append("a/x,framed=true,h").append(i).append('=').append(v);
      }
      g.kind("pigeon" + i).out("out", holes.toString());
      house.in("in" + i, "ANY");
      text.append("pigeon").append(i).append(" ! h.in").append(i).append(' ');
    }
    for (int i = 0; i < pigeons; i++) {
      for (int j = i + 1; j < pigeons; j++) {
        StringBuilder different = new StringBuilder();
        for (int v = 1; v < pigeons; v++) {
          for (int w = 1; w < pigeons; w++) {
            if (v != w) {
              different.append(different.isEmpty() ? "" : ";").append("a/x,framed=true,h");
              different
                  .append(i)
                  .append('=')
                  .append(v)
                  .append(",h")
                  .append(j)
                  .append('=')
                  .append(w);
            }
          }
        }
        String out = "out" + i + "x" + j;
        house.out(out, different.toString());
        house.sameAs("in" + i, out, "h" + i).sameAs("in" + j, out, "h" + j);
        text.append("h.").append(out).append(" ! sink ");
      }
    }
    SolveStats stats = new SolveStats();
    Negotiation n =
        Solver.solve(
            g.graph(text.toString()), ConverterPolicy.ALLOW, ConverterRegistry.EMPTY, stats);
    assertThat(((Failed) n).diagnostic().toString())
        .startsWith("[PLX-CAPS-007] negotiation was cut at its limit");
    assertThat(stats.decisions).isLessThan(50_000);
  }

  /** Prints the time of one negotiation in ms after warm-up. */
  public static void main(String[] args) {
    Kinds g = kinds();
    String[] names = {"chain of 200", "tree of 50 branches", "20 diamonds"};
    String[] pipelines = {chain(200), tree(50), diamonds(20)};
    for (int i = 0; i < names.length; i++) {
      NegotiationGraph graph = g.graph(pipelines[i]);
      SolveStats stats = new SolveStats();
      Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY, stats);
      long[] times = new long[60];
      for (int k = 0; k < 300; k++) {
        long start = System.nanoTime();
        Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
        times[k % times.length] = System.nanoTime() - start;
      }
      java.util.Arrays.sort(times);
      System.out.printf(
          "%-20s elements=%d links=%d median=%.2f ms max=%.2f ms revisions=%d decisions=%d%n",
          names[i],
          graph.nodes().size(),
          graph.edges().size(),
          times[times.length / 2] / 1e6,
          times[times.length - 1] / 1e6,
          stats.revisions,
          stats.decisions);
    }
  }
}
