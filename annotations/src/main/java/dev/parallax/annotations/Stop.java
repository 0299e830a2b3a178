package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs once at the end, also after an error: close what {@code @Start} opened. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Stop {}
