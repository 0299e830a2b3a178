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
  public record Converter(ElementDescriptor descriptor, int cost) {}
}
