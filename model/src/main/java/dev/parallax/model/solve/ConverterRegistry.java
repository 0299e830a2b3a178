package dev.parallax.model.solve;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converters that the solver may insert.
 *
 * @param converters converters with their costs
 */
public record ConverterRegistry(List<Converter> converters) {
  /** No converters. */
  public static final ConverterRegistry EMPTY = new ConverterRegistry(List.of());

  /** Elements that negotiation may insert, by cost: what touches more data costs more. */
  private static final List<String> KNOWN =
      List.of("audioconvert", "videoconvert", "audioresample", "videoscale");

  private static final int[] COSTS = {5, 10, 15, 20};

  /** Copies the list. */
  public ConverterRegistry {
    converters = List.copyOf(converters);
  }

  /** The converters that negotiation knows and a look-up finds. */
  public static ConverterRegistry known(Function<String, @Nullable ElementDescriptor> find) {
    List<Converter> converters = new ArrayList<>();
    for (int i = 0; i < COSTS.length; i++) {
      ElementDescriptor descriptor = find.apply(KNOWN.get(i));
      if (descriptor != null) {
        converters.add(new Converter(descriptor, COSTS[i]));
      }
    }
    return new ConverterRegistry(converters);
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
