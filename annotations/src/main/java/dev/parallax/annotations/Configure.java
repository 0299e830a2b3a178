package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs before the first buffer and after every in-band change of caps. Parameters, all optional and
 * in any order: formats of inputs and outputs (matched by type and by
 * {@code @Input}/{@code @Output} names, else by order) and a {@code Setup}.
 *
 * <p>With several inputs the method runs as soon as all those have a format that it asks for.
 * {@code (InputPort<V> port, F format, ...)} receives the input whose format is new. The format of
 * an output that only the stream tells ({@code @FromStream}) is not known here: asking for it fails
 * with a message that says so.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Configure {}
