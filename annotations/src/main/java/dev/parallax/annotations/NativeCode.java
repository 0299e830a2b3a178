package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The element calls native code, so it runs in the host process only where the user trusts it by
 * name: {@code parallax launch} isolates it, and a program's pipeline wants a placement for it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface NativeCode {}
