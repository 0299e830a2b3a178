package dev.parallax.benchmarks;

import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.NegotiationGraph.Node;
import dev.parallax.model.solve.PortResolver;
import dev.parallax.model.solve.Solver;
import dev.parallax.runtime.spi.Catalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Negotiation of large graphs of standard elements, from parsed string to formats on all links. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SolverBenchmark {
  private static final String SOURCE =
      "videotestsrc ! video/x-raw,format=I420,width=640,height=480,framerate=25/1 ! ";

  /** Shapes of graphs. */
  public enum Shape {
    /** 200 elements in a row. */
    CHAIN_200,
    /** 50 branches behind a tee, each with a scaler and a converter. */
    TREE_50;

    private String pipeline() {
      return switch (this) {
        case CHAIN_200 ->
            SOURCE
                + "videoscale ! queue ! videoconvert ! identity ! ".repeat(50)
                + "video/x-raw,format=RGBA ! fakesink";
        case TREE_50 -> {
          StringBuilder text = new StringBuilder(SOURCE).append("tee name=t ");
          for (int i = 0; i < 50; i++) {
            text.append("t. ! queue ! videoscale ! videoconvert ! video/x-raw,format=RGBA,width=")
                .append(16 + 2 * i)
                .append(",height=16 ! fakesink ");
          }
          yield text.toString();
        }
      };
    }
  }

  /** Shape of the graph. */
  @Param public Shape shape = Shape.CHAIN_200;

  @SuppressWarnings("NullAway.Init")
  private NegotiationGraph graph;

  /** Builds the graph that is negotiated again and again. */
  @Setup
  public void build() {
    PipelineText text = PipelineParser.parse(shape.pipeline());
    List<Node> nodes = new ArrayList<>();
    for (PipelineText.Element element : text.elements()) {
      String name = element.name() == null ? element.factory() + nodes.size() : element.name();
      nodes.add(
          new Node(
              name,
              Catalogs.require(element.factory()).descriptor(),
              Map.of(),
              Map.of(),
              element.span()));
    }
    graph = new NegotiationGraph(text.source(), nodes, PortResolver.resolve(text, nodes));
  }

  /** Negotiates the whole graph. */
  @Benchmark
  public Negotiation solve() {
    Negotiation result = Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
    if (!(result instanceof Negotiation.Solved solved)) {
      throw new IllegalStateException(
          "benchmark gave a wrong answer: graph is not solved " + result);
    }
    Expect.equal("links with a format", graph.edges().size(), solved.links().size());
    return result;
  }
}
