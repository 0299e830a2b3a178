package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The processing method of a sink. Returns {@code void} or {@code Flow}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Consume {
  /** How several inputs are brought together. */
  Sync sync() default Sync.SINGLE;
}
