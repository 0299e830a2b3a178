package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One alternative of raw video ({@code video/x-raw}). Repeat it, most preferred first. On a method
 * it holds for all ports of the method that say nothing themselves.
 */
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(VideoCaps.List.class)
public @interface VideoCaps {
  /** Pixel formats, most preferred first; empty: any. */
  PixelFormat[] format() default {};

  /** Width in pixels. */
  IntRange width() default @IntRange;

  /** Height in pixels. */
  IntRange height() default @IntRange;

  /** Frames per second. */
  FractionRange framerate() default @FractionRange;

  /** Kinds of memory, most preferred first. */
  MemoryKind[] memory() default MemoryKind.CPU;

  /** Container of repeated {@link VideoCaps}. */
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** Alternatives in order of preference. */
    VideoCaps[] value();
  }
}
