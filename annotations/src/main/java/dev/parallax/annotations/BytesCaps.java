package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One alternative of a byte stream: buffers are cut anywhere. */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(BytesCaps.List.class)
public @interface BytesCaps {
  /**
   * Media types, for example {@code audio/x-flac}, most preferred first; empty: a byte stream of
   * any type.
   */
  String[] value() default {};

  /** Kinds of memory, most preferred first. */
  MemoryKind[] memory() default MemoryKind.CPU;

  /** Container of repeated {@link BytesCaps}. */
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** Alternatives in order of preference. */
    BytesCaps[] value();
  }
}
