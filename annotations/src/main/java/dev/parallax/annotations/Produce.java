package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Produces output: the processing method of a source. Returns {@code void} or {@code Flow}.
 * Supported: {@code (@Output V out)}, {@code (@Output Emitter<V> out, ...)}, and no parameters with
 * fields of {@code OutputPorts} or {@code OutputPort}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Produce {}
