package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One alternative of encoded packets: one packet is one access unit. */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(EncodedCaps.List.class)
public @interface EncodedCaps {
  /** Media type, for example {@code video/x-h264}. */
  String value();

  /**
   * Further fields in caps syntax, for example {@code "stream-format=avc"} or {@code
   * "rate=[8000,48000]"}.
   */
  String[] fields() default {};

  /** Kinds of memory, most preferred first. */
  MemoryKind[] memory() default MemoryKind.CPU;

  /** Container of repeated {@link EncodedCaps}. */
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** Alternatives in order of preference. */
    EncodedCaps[] value();
  }
}
