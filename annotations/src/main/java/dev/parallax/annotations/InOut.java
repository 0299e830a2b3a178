package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A buffer processed in place: one input port {@code in} and one output port {@code out}. The view
 * is writable; when others hold the buffer too, the runtime copies it first and counts the copy.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface InOut {
  /**
   * The element only looks: the buffer passes through as it is, never copied, and the view is
   * read-only.
   */
  boolean readOnly() default false;

  /** As {@link Input#volatileOk}. */
  boolean volatileOk() default false;

  /** What happens when the element is slower than its input. */
  Delivery delivery() default Delivery.EVERY;

  /** Hard bound of buffers waiting, for deliveries that drop. */
  int bound() default 16;
}
