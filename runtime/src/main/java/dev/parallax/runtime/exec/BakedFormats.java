package dev.parallax.runtime.exec;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.runtime.spi.PipelinePlan;
import java.util.List;
import java.util.Set;

/**
 * Formats that the compiler negotiated, as long as they hold.
 *
 * @param formats caps by link id
 * @param solved whether no field is left to the stream
 * @param assumptions values on which the formats depend
 */
record BakedFormats(
    List<MediaCaps> formats, boolean solved, List<PipelinePlan.Assumption> assumptions) {

  /** Why they don't hold for the graph as it is now; empty when they do. */
  String refusal(Graph graph) {
    for (PipelinePlan.Assumption assumed : assumptions) {
      GraphNode node = graph.nodes().get(assumed.element());
      Object value = node.property(assumed.property());
      if (!assumed.value().equals(value)) {
        return assumed.property()
            + " of "
            + node.name()
            + " is "
            + value
            + ", not "
            + assumed.value();
      }
    }
    return "";
  }

  Negotiation result() {
    return solved
        ? new Negotiation.Solved(formats, List.of())
        : new Negotiation.Open(
            formats, java.util.Collections.nCopies(formats.size(), Set.of()), List.of());
  }
}
