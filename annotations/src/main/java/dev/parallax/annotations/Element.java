package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a plain class is an element. The class needs no base class; an accessible
 * constructor is enough, and its parameters, if any, are code of the user (see {@link HostBound}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Element {
  /**
   * Name in pipeline strings: lower case letters, digits, {@code -} and {@code _}, starting with a
   * letter.
   */
  String name();

  /** One line that says what the element does. */
  String summary() default "";

  /** Category path as GStreamer users know it, for example {@code Filter/Effect/Audio}. */
  String klass() default "";

  /**
   * {@link Wire} records that the element gives {@code Context.post}, besides numbers, texts and
   * lists of these. Only what is named here can leave the process of an isolated element.
   */
  Class<? extends Record>[] posts() default {};

  /**
   * Pipelines that show the element at work, as a user would type them: each runs quickly, ends by
   * itself and needs no file but those that an earlier one made. Shown by {@code parallax inspect}
   * and on the element's page, and run by the tests of a library.
   */
  String[] example() default {};

  /**
   * Java statements that show the element at work, for elements that take code or talk with the
   * application. The library's factories are imported, and what is thrown is let through.
   */
  String javaExample() default "";
}
