package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields that are the same at the input and at the output of an element; the others are free within
 * each port's own caps.
 */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
public @interface Same {
  /** Names of fields, for example {@code "format"}; {@code "*"}: everything. */
  String[] value() default "*";

  /** On an output: the input that it follows; empty: every input. */
  String input() default "";
}
