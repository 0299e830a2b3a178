package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the library of a jar, once per jar, on a {@code package-info}. The processor generates the
 * facade {@code name} (static factories of all typed builders) and the catalog {@code name +
 * "Catalog"} in that package.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface ElementLibrary {
  /** Simple name of the generated facade class, for example {@code StdElements}. */
  String name();
}
