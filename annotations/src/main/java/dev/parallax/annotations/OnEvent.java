package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code boolean on(E event)}: true when the element has handled the event, false to forward it.
 *
 * <p>{@code boolean on(InputPort<?> from, E event)} also tells where an event of downstream came
 * from, and is asked first. So the end of one of several inputs can be seen, as {@code Event.Eos};
 * what is returned for it does not matter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnEvent {}
