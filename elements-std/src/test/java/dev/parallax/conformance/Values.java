package dev.parallax.conformance;

import dev.parallax.model.descriptor.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Values of a property inside and outside of its range. */
final class Values {
  private Values() {}

  static List<Object> inside(PropertyDescriptor property) {
    return switch (property.type()) {
      case BOOLEAN -> List.of(true, false);
      case ENUM -> List.copyOf(property.enumValues());
      case STRING -> List.of();
      case INT ->
          List.of((int) low(property, Integer.MIN_VALUE), (int) high(property, Integer.MAX_VALUE));
      case LONG ->
          List.of((long) low(property, Long.MIN_VALUE), (long) high(property, Long.MAX_VALUE));
      case FLOAT -> List.of((float) low(property, -1), (float) high(property, 1));
      case DOUBLE -> List.of(low(property, -1), high(property, 1));
    };
  }

  /** Values between which everything may happen: the ends of the range, or of the type. */
  static List<Object> edges(PropertyDescriptor property) {
    List<Object> values = new ArrayList<>(inside(property));
    switch (property.type()) {
      case INT, LONG -> values.addAll(List.of(number(property, Math.max(0, property.min()))));
      default -> {}
    }
    return values;
  }

  static List<Object> outside(PropertyDescriptor property) {
    List<Object> bad = new ArrayList<>();
    switch (property.type()) {
      case STRING -> {
        return bad;
      }
      case BOOLEAN, ENUM -> {}
      case INT -> bad.addAll(List.of("1.5", "99999999999", ""));
      case LONG -> bad.addAll(List.of("1.5", "99999999999999999999", ""));
      case FLOAT, DOUBLE -> bad.addAll(List.of("NaN", "many"));
    }
    bad.add("no such value");
    if (!Double.isInfinite(property.min())) {
      bad.add(number(property, property.min() - 1));
    }
    if (!Double.isInfinite(property.max())) {
      bad.add(number(property, property.max() + 1));
    }
    return bad;
  }

  private static String number(PropertyDescriptor property, double value) {
    return switch (property.type()) {
      case INT, LONG -> Long.toString((long) value);
      default -> Double.toString(value);
    };
  }

  private static double low(PropertyDescriptor property, double none) {
    return Double.isInfinite(property.min()) ? none : property.min();
  }

  private static double high(PropertyDescriptor property, double none) {
    return Double.isInfinite(property.max()) ? none : property.max();
  }
}
