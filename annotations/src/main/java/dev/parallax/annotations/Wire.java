package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record with a form in bytes, for other processes. For {@code Foo} two classes are generated:
 * {@code FooWire}, the codec, and {@code FooView}, which reads fields where they lie and allocates
 * nothing.
 *
 * <p>Components may be boolean, byte, short, char, int, long, float, double, enums, other {@code
 * Wire} records; String, byte[] and {@code List} with {@link MaxLength}; and {@code Optional} of
 * these, {@code OptionalInt}, {@code OptionalLong}, {@code OptionalDouble}.
 *
 * <p>New components go to the end: readers that do not know them skip them, and readers that miss
 * them get zero, false, the enum's first constant, "" or empty. A file {@code Foo.wire} beside
 * {@code Foo.java} keeps the form that was shipped, and the compiler refuses what would break it;
 * {@code -Aparallax.wire.update=true} writes it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Wire {
  /** Name that peers know the record by; empty: the qualified name of the class. */
  String name() default "";

  /**
   * Bytes that the record takes inside other records, so that it can get more components without
   * moving theirs; a multiple of 8. 0: what it takes now, so that it can't grow inside others.
   */
  int room() default 0;
}
