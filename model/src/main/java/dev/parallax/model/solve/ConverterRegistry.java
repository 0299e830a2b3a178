package dev.parallax.model.solve;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.List;

/**
 * Converters that the solver may insert.
 *
 * @param converters converters with their costs
 */
public record ConverterRegistry(List<Converter> converters) {
  /** No converters. */
  public static final ConverterRegistry EMPTY = new ConverterRegistry(List.of());

  /** Copies the list. */
  public ConverterRegistry {
    converters = List.copyOf(converters);
  }

  /**
   * A converter: one input, one output.
   *
   * @param descriptor element
   * @param cost relative cost, at least 1
   */
  public record Converter(ElementDescriptor descriptor, int cost) {
    /** Checks that it has one input and one output and a cost. */
    public Converter {
      if (cost < 1 || descriptor.inputs().size() != 1 || descriptor.outputs().size() != 1) {
        throw new IllegalArgumentException(
            "not a converter name="
                + descriptor.name()
                + " cost="
                + cost
                + " inputs="
                + descriptor.inputs().size()
                + " outputs="
                + descriptor.outputs().size());
      }
    }
  }
}
