package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A group of properties that several elements have in common: a final field whose class has {@link
 * Property} fields. They are properties of the element, in this place, as if their fields were its
 * own; their names know nothing of the group. The class may have methods, but no group in it.
 *
 * <p>The element makes the object, and keeps it: what {@link Property} says of when a field is
 * written is true of the object's fields.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Properties {}
