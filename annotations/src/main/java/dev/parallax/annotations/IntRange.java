package dev.parallax.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A constraint on a whole number: values in order of preference, or a range. Without values and
 * bounds: any.
 */
@Target({})
@Retention(RetentionPolicy.CLASS)
public @interface IntRange {
  /**
   * Allowed values in order of preference; when empty, {@link #min} to {@link #max} are allowed.
   */
  int[] value() default {};

  /** Smallest value, inclusive. */
  int min() default 1;

  /** Largest value, inclusive. */
  int max() default Integer.MAX_VALUE;

  /** Distance between allowed values, counted from {@link #min}. */
  int step() default 1;

  /** Preferred value; negotiation takes the nearest that all accept. Negative: none. */
  int prefer() default -1;
}
