package dev.parallax.model.check;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of a property on which negotiated formats depend. What was negotiated at compile time
 * holds as long as all of them are the same.
 *
 * @param element index of the element
 * @param property name of the property
 * @param value its value, or {@link NegotiationGraph#UNKNOWN}
 */
public record PlanBasis(int element, String property, Object value) {
  /** All that the formats of a pipeline depend on. */
  public static List<PlanBasis> of(BoundPipeline pipeline) {
    List<PlanBasis> basis = new ArrayList<>();
    for (int i = 0; i < pipeline.elements().size(); i++) {
      BoundPipeline.Element element = pipeline.elements().get(i);
      Map<String, Object> values = element.node().properties();
      for (String property : deciding(element.descriptor())) {
        basis.add(
            new PlanBasis(i, property, values.getOrDefault(property, NegotiationGraph.UNKNOWN)));
      }
    }
    return basis;
  }

  /** Ids of the links on which values that are not known yet have a say. */
  public static BitSet undecided(BoundPipeline pipeline, List<Edge> edges) {
    BitSet undecided = new BitSet();
    for (PlanBasis basis : of(pipeline)) {
      ElementDescriptor element = pipeline.elements().get(basis.element()).descriptor();
      for (int e = 0; e < edges.size() && !basis.known(); e++) {
        Edge edge = edges.get(e);
        boolean filtered =
            edge.to() == basis.element() && element.name().equals(PipelineCheck.CAPS_FILTER);
        if (filtered || (edge.from() == basis.element())) {
          undecided.set(e);
        }
      }
    }
    return undecided;
  }

  /** Whether formats depend on values that an element of this kind has. */
  public static boolean hasSay(ElementDescriptor element) {
    return !deciding(element).isEmpty();
  }

  /** Whether the value is known. */
  public boolean known() {
    return value != NegotiationGraph.UNKNOWN;
  }

  private static Set<String> deciding(ElementDescriptor element) {
    Set<String> properties = new LinkedHashSet<>();
    for (Relation relation : element.relations()) {
      if (relation instanceof Relation.FromProperty from
          && element.propertyIndex(from.property()) >= 0) {
        properties.add(from.property());
      }
    }
    if (element.name().equals(PipelineCheck.CAPS_FILTER) && element.propertyIndex("caps") >= 0) {
      properties.add("caps");
    }
    return properties;
  }
}
