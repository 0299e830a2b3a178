package dev.parallax.model.caps;

import java.util.List;

/**
 * The value of one caps field: the set of values that are allowed. Scalars are {@link Integer}, {@link Fraction},
 * {@link String} and {@link Boolean}.
 */
public sealed interface CapsValue {
  /** Every value is allowed. */
  record Any() implements CapsValue {}

  /**
   * One value.
   *
   * @param value an Integer, Fraction, String or Boolean
   */
  record Fixed(Object value) implements CapsValue {}

  /**
   * Whole numbers {@code min, min + step, ... max}.
   *
   * @param min smallest, inclusive
   * @param max largest, inclusive
   * @param step distance, at least 1
   * @param prefer preferred value, or null
   */
  record IntRange(int min, int max, int step, @org.jspecify.annotations.Nullable Integer prefer)
      implements CapsValue {}

  /**
   * Fractions from min to max.
   *
   * @param min smallest, inclusive
   * @param max largest, inclusive
   * @param prefer preferred value, or null
   */
  record FractionRange(Fraction min, Fraction max, @org.jspecify.annotations.Nullable Fraction prefer)
      implements CapsValue {}

  /**
   * A list of at least two values, most preferred first.
   *
   * @param values distinct scalars of one type
   */
  record OneOf(List<Object> values) implements CapsValue {}
}
