package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes the elements of other libraries known to the processor, wherever it runs. */
@Target({ElementType.TYPE, ElementType.PACKAGE, ElementType.MODULE})
@Retention(RetentionPolicy.CLASS)
public @interface UseElements {
  /** Facades generated for {@link ElementLibrary}. */
  Class<?>[] value();
}
