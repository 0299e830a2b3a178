package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Discard everything delayed: after a flushing seek, and when the pipeline runs again, before
 * {@code @Start}, when what {@code @Stop} closed is still closed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Reset {}
