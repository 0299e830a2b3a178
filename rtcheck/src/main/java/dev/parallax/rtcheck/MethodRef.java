package dev.parallax.rtcheck;

/**
 * A method by name.
 *
 * @param owner internal name of the class, as {@code java/lang/Math}
 * @param type descriptor, as {@code (I)I}
 */
record MethodRef(String owner, String name, String type) {
  static final String INITIALISER = "<clinit>";

  /** Name and descriptor, which together identify the method in its class. */
  String signature() {
    return name + type;
  }

  /** {@code java.lang.Math.abs}. */
  String words() {
    return words(owner) + (name.equals("<init>") ? " constructor" : "." + name);
  }

  /** The class as people write it: without its package, unless it is the JDK's. */
  static String words(String internalName) {
    return internalName.replace('/', '.');
  }
}
