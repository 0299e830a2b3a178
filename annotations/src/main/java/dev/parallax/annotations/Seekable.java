package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The source handles {@code Seek} events (it has an {@code @OnEvent} method for them). */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Seekable {}
