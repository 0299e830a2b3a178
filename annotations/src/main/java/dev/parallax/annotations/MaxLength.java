package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a String, a byte[] or a List of a {@link Wire} record may be. That much room is in every
 * encoded record.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface MaxLength {
  /** Strings: bytes of UTF-8. Arrays: bytes. Lists: elements. 1 to 65,000. */
  int value();

  /** Lists of String or byte[]: bytes of each element. */
  int each() default 0;
}
