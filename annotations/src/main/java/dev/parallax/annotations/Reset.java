package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Discard everything delayed: after a flushing seek and on restart. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Reset {}
