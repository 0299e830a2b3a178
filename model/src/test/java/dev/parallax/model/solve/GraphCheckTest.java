package dev.parallax.model.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.GraphCheck.Finding;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphCheckTest {
  private static List<String> findings(String pipeline) {
    return GraphCheck.check(Kinds.std().graph(pipeline)).stream()
        .map(f -> f.diagnostic().toString())
        .toList();
  }

  private static List<String> edges(String pipeline) {
    NegotiationGraph graph = Kinds.std().graph(pipeline);
    return graph.edges().stream()
        .map(e -> GraphCheck.name(graph, graph.edges().indexOf(e)))
        .toList();
  }

  @Test
  void shouldFindNothingWhenTheGraphIsWhole() {
    assertThat(findings("rgbsrc ! tee name=t t. ! sink t. ! queue ! sink")).isEmpty();
  }

  @Test
  void shouldFindAMixerWithoutInputs() {
    assertThat(findings("mixer ! sink"))
        .containsExactly(
            """
            [PLX-GRAPH-006] mixer.in_%u is not linked
              "mixer ! sink"
               ^^^^^
              fix      link an element to it: ... ! mixer.\
            """);
    assertThat(findings("rgbsrc ! mixer ! sink")).isEmpty();
  }

  @Test
  void shouldFindATeeWithoutOutputs() {
    assertThat(findings("rgbsrc ! tee"))
        .containsExactly(
            """
            [PLX-GRAPH-006] tee.out_%u is not linked
              "rgbsrc ! tee"
                        ^^^
              fix      link it to an element, an unwanted output to a fakesink\
            """);
    assertThat(findings("rgbsrc ! tee ! sink")).isEmpty();
  }

  @Test
  void shouldTakeATeeWithoutOutputsThatMayHaveNone() {
    NegotiationGraph graph = Kinds.std().graph("rgbsrc ! tee");
    for (Object value : List.of(true, NegotiationGraph.UNKNOWN, false)) {
      List<Node> nodes =
          graph.nodes().stream()
              .map(n ->
                  new Node(
                      n.name(),
                      n.descriptor(),
                      Map.of("allow-not-linked", value),
                      n.announced(),
                      n.span()))
              .toList();
      assertThat(GraphCheck.check(new NegotiationGraph(graph.source(), nodes, graph.edges())))
          .hasSize(value.equals(false) ? 1 : 0);
    }
  }

  @Test
  void shouldFindUnlinkedPortsWhenTheyAlwaysExist() {
    assertThat(findings("rgbsrc ! queue sink"))
        .containsExactly(
            """
            [PLX-GRAPH-006] queue.out is not linked
              "rgbsrc ! queue sink"
                        ^^^^^
              fix      link it to an element, an unwanted output to a fakesink\
            """,
            """
            [PLX-GRAPH-006] sink.in is not linked
              "rgbsrc ! queue sink"
                              ^^^^
              fix      link an element to it: ... ! sink.\
            """);
  }

  @Test
  void shouldNameNearMissesWhenAPortIsUnknown() {
    assertThat(findings("rgbsrc ! mux.vido_0 mux name=mux ! sink"))
        .containsExactly(
            """
            [PLX-GRAPH-001] mux has no input port=vido_0
              "rgbsrc ! mux.vido_0 mux name=mux ! sink"
                      ^
              inputs: video_%u, audio_%u
              fix      did you mean video_0?\
            """);
    assertThat(findings("rgbsrc name=s s.in ! sink").getFirst())
        .contains("s has no output port=in", "outputs: out");
  }

  @Test
  void shouldSayTheDirectionWhenAnInputIsLinkedFrom() {
    assertThat(findings("queue name=q q.in ! sink rgbsrc ! q.").getFirst())
        .startsWith("[PLX-GRAPH-004] q.in is not an output")
        .contains("fix      link to q.in instead of from it");
  }

  @Test
  void shouldFindPortsThatAreLinkedTwice() {
    assertThat(findings("rgbsrc ! q.in rgbsrc ! q.in queue name=q ! sink"))
        .singleElement()
        .asString()
        .startsWith("[PLX-GRAPH-003] q.in is linked twice")
        .contains("rgbsrc.out -> q.in and rgbsrc1.out -> q.in", "put a funnel or a mixer before q");
  }

  @Test
  void shouldFindCyclesWhenLinksLeadBack() {
    List<Finding> found =
        GraphCheck.check(
            Kinds.std()
                .graph("rgbsrc ! mixer name=m ! tee name=t t. ! queue name=q ! m. t. ! sink"));
    assertThat(found)
        .singleElement()
        .extracting(f -> f.diagnostic().text())
        .asString()
        .contains("m -> t -> q -> m");
  }

  @Test
  void shouldTakeTheFirstFreePortThatFits() {
    assertThat(edges("rgbsrc ! tee name=t t. ! sink t.out_1 ! queue ! sink t. ! sink"))
        .containsExactly(
            "rgbsrc.out -> t.in",
            "t.out_0 -> sink.in",
            "t.out_1 -> queue.in",
            "queue.out -> sink1.in",
            "t.out_2 -> sink2.in");
  }

  @Test
  void shouldTakeThePortWhoseCapsFitWhenSeveralAreFree() {
    assertThat(
            edges(
                "filesrc ! demux name=d d. ! audio/x-raw ! sink d. ! h264sink d. ! sink"
                    .replace("h264sink", "video/x-h264 ! sink")))
        .contains("d.audio_0 -> sink.in", "d.video_0 -> sink1.in", "d.video_1 -> sink2.in");
    assertThat(edges("mux name=m ! sink rgbsrc ! h264enc ! m. filesrc ! flacdec ! m."))
        .contains("h264enc.out -> m.video_0", "flacdec.out -> m.audio_0");
  }

  @Test
  void shouldLookThroughQueuesWhenPortsAreChosen() {
    assertThat(
            edges(
                "filesrc ! demux name=d d. ! queue ! queue ! audio/x-raw ! mux name=m ! sink d. !"
                    + " queue ! m."))
        .contains(
            "d.audio_0 -> queue.in",
            "queue1.out -> m.audio_0",
            "d.video_0 -> queue2.in",
            "queue2.out -> m.video_0");
  }

  @Test
  void shouldLeaveItToTheSolverWhenNothingFits() {
    NegotiationGraph graph = Kinds.std().graph("rgbsrc ! mux name=m ! sink");
    assertThat(graph.edges().getFirst().toPort()).isEqualTo("video_0");
    assertThat(Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY))
        .isInstanceOf(Negotiation.Failed.class);
  }

  @Test
  void shouldRefuseWhenNoPortIsFree() {
    assertThat(
            catchThrowableOfType(
                ParallaxException.class, () -> Kinds.std().graph("rgbsrc name=s ! sink s. ! sink")))
        .hasMessage(
            """
            [PLX-GRAPH-002] s has no free output
              "rgbsrc name=s ! sink s. ! sink"
                                       ^
              linked   out
              fix      put a tee behind it\
            """);
    assertThat(
            catchThrowableOfType(
                ParallaxException.class, () -> Kinds.std().graph("rgbsrc ! sink ! sink")))
        .hasMessageContaining("sink has no output")
        .hasMessageContaining("it is a sink");
  }

  @Test
  void shouldKeepUnknownPortsForTheCheckWhenTheyAreNamed() {
    List<Edge> edges = Kinds.std().graph("rgbsrc ! s.nothing sink name=s").edges();
    assertThat(edges.getFirst().toPort()).isEqualTo("nothing");
  }
}
