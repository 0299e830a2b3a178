package dev.parallax.processor;

import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Tells classes that the processors wrote from those of authors, for plugins of javac. */
final class Generated {
  private Generated() {}

  /** Whether it is a builder, with what is in it, or a checked pipeline. */
  static boolean is(TypeElement type) {
    TypeMirror parent = type.getSuperclass();
    return Types.is(parent, Names.NODE) || Types.is(parent, Names.CHECKED_PIPELINE);
  }
}
