package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code void m(Emitter<V> out, ...)} or {@code Flow m(...)}: called on the element's own thread,
 * between two of its calls, once the time given to {@code Context.timerAt} has come, whether there
 * is input or not. {@code Flow.EOS} ends the element's stream; {@code AGAIN} has no meaning here.
 *
 * <p>An element that has such a method begins a thread of its own, so that a source that waits does
 * not keep it from being called. Sources have {@code Context.againAt} instead.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Timer {}
