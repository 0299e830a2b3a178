package dev.parallax.model.check;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed pipeline whose elements and properties are found and whose values are checked. Ports and
 * formats are not.
 *
 * @param text parsed string
 * @param elements elements in its order
 */
public record BoundPipeline(PipelineText text, List<Element> elements) {
  /** Copies the list. */
  public BoundPipeline {
    elements = List.copyOf(elements);
  }

  /**
   * An element.
   *
   * @param name unique name in the pipeline, given or made
   * @param descriptor what is known of it
   * @param placeholder whether the application gives it
   * @param values assignments in order
   * @param span place of its name in the string
   */
  public record Element(
      String name,
      ElementDescriptor descriptor,
      boolean placeholder,
      List<Value> values,
      Span span) {
    /** Copies the list. */
    public Element {
      values = List.copyOf(values);
    }

    /**
     * As the solver sees it: values that the string sets, and defaults as far as they are known.
     */
    Node node() {
      Map<String, Object> properties = new HashMap<>();
      for (PropertyDescriptor property : descriptor.properties()) {
        if (property.def() != null) {
          properties.put(property.name(), defaultOf(property, property.def()));
        }
      }
      for (Value value : values) {
        if (value.path.port() == null) {
          properties.put(value.path.property().name(), value.known());
        }
      }
      return new Node(name, descriptor, Map.copyOf(properties), Map.of(), span);
    }
  }

  private static Object defaultOf(PropertyDescriptor property, String text) {
    try {
      return PropertyValues.parse(property, text);
    } catch (ParallaxException e) {
      // Outside its own range, as "none" may be: the processor has let it pass.
      return NegotiationGraph.UNKNOWN;
    }
  }

  /**
   * A value of a property.
   *
   * @param path the property
   * @param value of the property's type; or, when it has placeholders, its text
   * @param later whether the value has placeholders whose values come later
   * @param span place of the value in the string
   */
  public record Value(PropertyPath path, Object value, boolean later, Span span) {
    Object known() {
      return later ? NegotiationGraph.UNKNOWN : value;
    }
  }

  /** The elements as the solver sees them. */
  public List<Node> nodes() {
    return elements.stream().map(Element::node).toList();
  }
}
