package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A caps field of an output has the value of a property; the property's values 0 and empty leave it
 * free.
 */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(FromProperty.List.class)
public @interface FromProperty {
  /** Name of the caps field. */
  String field();

  /** Name of the property. */
  String property();

  /** Container of repeated {@link FromProperty}. */
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** Alternatives in order of preference. */
    FromProperty[] value();
  }
}
