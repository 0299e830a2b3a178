package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the solver works on: elements with their data, and links.
 *
 * @param source the pipeline string for carets, or empty
 * @param nodes elements; the index is the node's id
 * @param edges links; the index is the edge's id
 */
public record NegotiationGraph(String source, List<Node> nodes, List<Edge> edges) {
  /** A value that is not known yet, such as that of a placeholder: it leaves everything free. */
  public static final Object UNKNOWN =
      new Object() {
        @Override
        public String toString() {
          return "unknown";
        }
      };

  /** Copies the lists and checks the ids. */
  public NegotiationGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    for (Edge e : edges) {
      Objects.checkIndex(e.from(), nodes.size());
      Objects.checkIndex(e.to(), nodes.size());
    }
  }

  /**
   * An element.
   *
   * @param name name in this pipeline
   * @param descriptor descriptor
   * @param properties current values by property name: Boolean, Integer, Long, Float, Double or
   *     String (an enum's value as text), or {@link #UNKNOWN}
   * @param announced fixed caps by concrete output port name, told by a probe or by the stream so
   *     far
   * @param span place in the source, or null
   */
  public record Node(
      String name,
      ElementDescriptor descriptor,
      Map<String, Object> properties,
      Map<String, MediaCaps> announced,
      @Nullable Span span) {}

  /**
   * A link between two concrete ports.
   *
   * @param from id of the upstream node
   * @param fromPort concrete name of its output
   * @param to id of the downstream node
   * @param toPort concrete name of its input
   * @param filter constraint, or null
   * @param span place in the source, or null
   */
  public record Edge(
      int from,
      String fromPort,
      int to,
      String toPort,
      @Nullable Caps filter,
      @Nullable Span span) {}
}
