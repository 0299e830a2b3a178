package dev.parallax.rtcheck;

import java.util.List;

/**
 * What one method's code does by itself, cold code left out.
 *
 * @param effects its own effects
 * @param calls methods that it calls
 * @param initialised classes that it may be the first to use
 * @param lambdas function objects that it makes
 * @param returns whether it may return; false when every path ends in an exception
 */
record Facts(
    List<Own> effects,
    List<Call> calls,
    List<Use> initialised,
    List<Lambda> lambdas,
    boolean returns) {
  /** Of a method without code. */
  static final Facts NONE = new Facts(List.of(), List.of(), List.of(), List.of(), true);

  /**
   * An effect of an instruction.
   *
   * @param what the instruction in words, after {@link Effect#words}
   * @param line of the source, 0 if unknown
   */
  record Own(Effect effect, String what, int line) {}

  /**
   * A call.
   *
   * @param exact whether the target is this very method, and none that overrides it
   */
  record Call(MethodRef target, boolean exact, int line) {}

  /**
   * A use of a class that may initialise it.
   *
   * @param type the class as the code names it
   * @param field the static field that is used, which may be one of a class above; else empty
   */
  record Use(String type, String field, int line) {}

  /**
   * A lambda or method reference.
   *
   * @param method the interface's method that it implements
   * @param target what that runs
   * @param exact whether the target can't be overridden
   */
  record Lambda(MethodRef method, MethodRef target, boolean exact) {}
}
