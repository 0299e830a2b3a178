package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Caps fields of an output that only the stream knows: the element announces them by {@code
 * Emitter.format}.
 */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
public @interface FromStream {
  /** Names of fields; {@code "*"}: the whole format. */
  String[] value() default "*";
}
