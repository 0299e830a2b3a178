package dev.parallax.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A constraint on a fraction such as a frame rate, written {@code "30000/1001"}. Without values and
 * bounds: any.
 */
@Target({})
@Retention(RetentionPolicy.CLASS)
public @interface FractionRange {
  /**
   * Allowed values in order of preference; when empty, {@link #min} to {@link #max} are allowed.
   */
  String[] value() default {};

  /** Smallest value, inclusive. */
  String min() default "0/1";

  /** Largest value, inclusive. */
  String max() default "2147483647/1";

  /** Preferred value; negotiation takes the nearest that all accept. Empty: none. */
  String prefer() default "";
}
