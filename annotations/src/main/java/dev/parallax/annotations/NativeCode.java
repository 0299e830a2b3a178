package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The element calls native code, so it runs isolated unless the user trusts it by name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface NativeCode {}
