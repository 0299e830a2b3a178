package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Caps fields of an output that the {@code @Probe} method tells when the pipeline is prepared. */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
public @interface FromProbe {
  /** Names of fields; {@code "*"}: the whole format. */
  String[] value() default "*";
}
