package dev.parallax.rtcheck;

import java.lang.constant.ClassDesc;

/** Names of classes in their several forms. */
final class Names {
  private Names() {}

  /** {@code java/lang/String}; the descriptor of an array. */
  static String internal(ClassDesc type) {
    String descriptor = type.descriptorString();
    return type.isClassOrInterface()
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  /** {@code java.lang.String}, {@code int[][]}. */
  static String of(ClassDesc type) {
    ClassDesc component = type.componentType();
    if (component != null) {
      return of(component) + "[]";
    }
    return type.isPrimitive() ? type.displayName() : MethodRef.words(internal(type));
  }
}
