package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One alternative of raw interleaved audio ({@code audio/x-raw}). Repeat it, most preferred first.
 */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(AudioCaps.List.class)
public @interface AudioCaps {
  /** Sample formats, most preferred first; empty: any. */
  SampleFormat[] format() default {};

  /** Samples per second and channel. */
  IntRange rate() default @IntRange;

  /** Number of channels. */
  IntRange channels() default @IntRange;

  /** Kinds of memory, most preferred first. */
  MemoryKind[] memory() default MemoryKind.CPU;

  /** Container of repeated {@link AudioCaps}. */
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** Alternatives in order of preference. */
    AudioCaps[] value();
  }
}
