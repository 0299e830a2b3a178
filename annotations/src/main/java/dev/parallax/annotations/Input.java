package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input port: a parameter of the processing method, or a field of type {@code InputPort} or
 * {@code InputPorts}.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
public @interface Input {
  /** Name; for request ports a template with one {@code %u}, for example {@code video_%u}. */
  String name() default "";

  /** When the port exists. */
  Presence presence() default Presence.ALWAYS;

  /** What happens when the element is slower than its input. */
  Delivery delivery() default Delivery.EVERY;

  /**
   * Hard bound of buffers waiting at this port, for several inputs and for deliveries that drop.
   */
  int bound() default 16;

  /** Whether an ALIGNED or ORDERED element waits for this port. */
  boolean optional() default false;

  /**
   * The element reads no byte of the payload twice, and takes no length, place or index from it. So
   * it needs no copy of what comes from an untrusted process, which may change the payload while it
   * is read. Raw pictures and sound are never copied for that.
   */
  boolean volatileOk() default false;

  /**
   * REQUEST: a class whose {@link Property} fields every port of the template has for itself; the
   * element reads them by {@code port.settings(Pad.class)}, pipeline strings set them by {@code
   * sink_0::volume=0.5} behind the element. It is not private, static if nested, and has a
   * constructor without parameters.
   */
  Class<?> settings() default void.class;

  /** One line of documentation. */
  String doc() default "";
}
