package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsParseException;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the value of a property into caps, for {@code @FromProperty}. */
final class PropertyCaps {
  private PropertyCaps() {}

  /** Current value of the property, or its default; null when neither is known. */
  static @Nullable Object value(Node node, String property) {
    Object value = node.properties().get(property);
    if (value != null) {
      return value;
    }
    int index = node.descriptor().propertyIndex(property);
    PropertyDescriptor descriptor = index < 0 ? null : node.descriptor().properties().get(index);
    return descriptor == null ? null : descriptor.def();
  }

  /** Whether the value leaves the field free: 0, 0/1, empty, unknown. */
  static boolean isFree(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String s -> s.isBlank() || s.strip().matches("0+(/[0-9]+)?");
      case Integer i -> i == 0;
      case Long l -> l == 0;
      case Number n -> n.doubleValue() == 0;
      default -> value == NegotiationGraph.UNKNOWN;
    };
  }

  /**
   * Caps of any media whose field has the value; for the field {@code "*"} the value is the text of
   * the caps.
   *
   * @param offered caps of the output, which tell the type of the field
   * @return {@link Caps#NONE} when the value is not of the field's type
   */
  static Caps of(Caps offered, String field, Object value) {
    if (field.equals("*")) {
      return value instanceof String text ? parsed(text) : Caps.NONE;
    }
    Object scalar = scalar(example(offered, field), field, value);
    return scalar == null
        ? Caps.NONE
        : Caps.of(
            new MediaCaps(MediaCaps.ANY_TYPE, Map.of(field, new Fixed(scalar)), MemoryCaps.ALL));
  }

  private static Caps parsed(String text) {
    try {
      return Caps.parse(text);
    } catch (CapsParseException e) {
      return Caps.NONE;
    }
  }

  private static @Nullable CapsValue example(Caps offered, String field) {
    for (MediaCaps media : offered.alternatives()) {
      if (media.fields().containsKey(field)) {
        return media.field(field);
      }
    }
    return null;
  }

  private static @Nullable Object scalar(@Nullable CapsValue example, String field, Object value) {
    return switch (value) {
      case Boolean b -> b;
      case Integer i -> isFraction(example, field) ? fraction(i.toString()) : i;
      case Long l when l == l.intValue() -> scalar(example, field, l.intValue());
      case String s when isFraction(example, field) -> fraction(s);
      case String s -> text(example, field, s);
      case Double d -> isFraction(example, field) ? fraction(decimal(d)) : null;
      case Float f -> isFraction(example, field) ? fraction(decimal(f)) : null;
      default -> null;
    };
  }

  private static boolean isFraction(@Nullable CapsValue example, String field) {
    return switch (example) {
      case FractionRange r -> true;
      case Fixed f -> f.value() instanceof Fraction;
      case OneOf o -> o.values().getFirst() instanceof Fraction;
      case null, default -> field.equals("framerate") || field.equals("pixel-aspect-ratio");
    };
  }

  private static @Nullable Fraction fraction(String text) {
    try {
      return Fraction.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String decimal(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Math.round(value * 1000) + "/1000";
  }

  /**
   * Text as it stands, as a number where the field has numbers, or the constant that an enum's text
   * means.
   */
  private static @Nullable Object text(@Nullable CapsValue example, String field, String value) {
    if (example instanceof CapsValue.IntRange || holds(example, Integer.class)) {
      try {
        return Integer.decode(value.strip());
      } catch (NumberFormatException e) {
        return null;
      }
    }
    if (holds(example, Boolean.class)) {
      return Boolean.valueOf(value.strip());
    }
    if (example != null && !example.accepts(value) || example == null && field.equals("format")) {
      String constant = value.strip().replace('-', '_').toUpperCase(Locale.ROOT);
      return example == null || example.accepts(constant) ? constant : value;
    }
    return value;
  }

  private static boolean holds(@Nullable CapsValue example, Class<?> type) {
    return switch (example) {
      case Fixed f -> type.isInstance(f.value());
      case OneOf o -> type.isInstance(o.values().getFirst());
      case null, default -> false;
    };
  }
}
