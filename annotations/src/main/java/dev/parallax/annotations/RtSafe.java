package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A claim, which is verified, that code never allocates, blocks or throws in steady state: of a
 * method; of all methods of a class or interface; of an element, of those that process buffers and
 * of its timer.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface RtSafe {}
