package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A property of the element: a non-final field of type boolean, int, long, float, double, String,
 * or an enum. Strings have an enum's constants in lower case with {@code -} for {@code _}; a
 * leading underscore is left out, so that {@code _4_TAP} is {@code 4-tap}.
 *
 * <p>The element may read the field in all methods that its own thread calls, which are all but
 * {@code @Action} and {@code @Unblock}. It is written before {@code @Start}, and while the pipeline
 * runs only by the element's own thread between two calls, if {@link #live} is true.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Property {
  /**
   * Name in pipeline strings; empty: the field's name in kebab case ({@code blockSize} is {@code
   * block-size}).
   */
  String name() default "";

  /** One line of documentation, with the unit. */
  String doc() default "";

  /** Smallest value allowed, inclusive. Only for numbers; of a long exact up to 2^53. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest value allowed, inclusive. Only for numbers; of a long exact up to 2^53. */
  double max() default Double.POSITIVE_INFINITY;

  /**
   * Default value as text. When given, the field is set to it after construction, and the default
   * is known without running the element. When empty, the field's initializer counts.
   */
  String def() default "";

  /** Whether the property may change while the pipeline is Running. */
  boolean live() default false;

  /** Whether the pipeline refuses to start while the property was not set. */
  boolean required() default false;
}
