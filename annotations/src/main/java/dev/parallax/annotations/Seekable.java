package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The element handles seeks (it has an {@code @OnEvent} method for them): a source {@code Seek}, or
 * {@code SeekBytes} if it knows no times; a parser {@code Seek}, for sources of bytes before it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Seekable {}
