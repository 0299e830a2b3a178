package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** {@code long position()}: current stream position in nanoseconds. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Query {}
