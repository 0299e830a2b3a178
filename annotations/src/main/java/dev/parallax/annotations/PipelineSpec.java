package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A pipeline string that the compiler checks: elements, properties, ports, formats. On an interface
 * without methods; {@code Player} gives the class {@code PlayerPipeline}, whose constructor takes
 * the placeholders of the string and which has a method for each element with a {@code name=}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface PipelineSpec {
  /**
   * The pipeline, a constant. <code>${name}</code> as the value of a property is a parameter of the
   * property's type, within a text of any type; in place of an element it is an element that the
   * application builds.
   */
  String value();

  /** Whether converters are inserted where formats do not fit; else that is an error. */
  boolean converters() default false;
}
