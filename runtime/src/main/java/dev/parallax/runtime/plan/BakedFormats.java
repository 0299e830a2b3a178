package dev.parallax.runtime.plan;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.Parts;
import dev.parallax.runtime.spi.PipelinePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Formats that the compiler negotiated, as long as they hold.
 *
 * @param formats caps by link id, null where the start has to negotiate
 * @param solved whether no field is left to the stream
 * @param assumptions values on which the formats depend
 * @param conversions converters that the graph does not have yet; the formats are those of {@link
 *     #converted}
 */
record BakedFormats(
    List<@Nullable MediaCaps> formats,
    boolean solved,
    List<PipelinePlan.Assumption> assumptions,
    List<PipelinePlan.Conversion> conversions) {

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

  /**
   * A copy of the graph with the compiler's converters, and these formats; null when there are
   * none, or they don't hold.
   */
  @Nullable Graph converted(Graph graph) {
    if (conversions.isEmpty() || !refusal(graph).isEmpty()) {
      return null;
    }
    Graph converted = Conversions.in(Conversions.filters(graph), conversions);
    converted.bake(new BakedFormats(formats, solved, assumptions, List.of()));
    return converted;
  }

  /**
   * All formats.
   *
   * @param graph what is negotiated, asked for only when something is left to do
   */
  Negotiation result(Supplier<NegotiationGraph> graph) {
    List<MediaCaps> known = new ArrayList<>(formats.size());
    for (MediaCaps caps : formats) {
      if (caps == null) {
        return Parts.finish(graph.get(), formats);
      }
      known.add(caps);
    }
    return solved
        ? new Negotiation.Solved(known, List.of())
        : new Negotiation.Open(known, Collections.nCopies(known.size(), Set.of()), List.of());
  }
}
