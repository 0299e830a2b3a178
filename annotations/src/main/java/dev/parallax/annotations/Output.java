package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An output port: a parameter of the processing method, or a field of type {@code OutputPort} or
 * {@code OutputPorts}.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.CLASS)
public @interface Output {
  /**
   * Name; for request and sometimes ports a template with one {@code %u}, for example {@code
   * video_%u}.
   */
  String name() default "";

  /** When the port exists. */
  Presence presence() default Presence.ALWAYS;

  /** One line of documentation. */
  String doc() default "";
}
