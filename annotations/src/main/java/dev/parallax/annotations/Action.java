package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A public operation of the element, offered by its generated control interface. It runs on the
 * caller's thread: the element makes it thread-safe.
 *
 * <p>Its documentation comment (first sentence, {@code @param}, {@code @return}) is copied to the
 * control interface and to the pages that describe the element.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Action {}
