package dev.parallax.testkit;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;

/** Tells an error for users from a defect that only looks like one. */
final class CleanErrors {
  private CleanErrors() {}

  /**
   * Passes when an element has failed with an exception that is a message for users, or nothing but
   * negotiation has.
   *
   * @throws AssertionError with the exception that is none
   */
  static void check(ParallaxException error) {
    Throwable cause = error.getCause();
    boolean clean =
        cause == null
            || cause instanceof StreamException
            || cause instanceof IOException
            || cause instanceof IllegalArgumentException && !isOfJdk(cause)
            || cause instanceof ParallaxException;
    if (!clean) {
      throw new AssertionError(
          "element fails as by a defect: "
              + cause
              + "\n  fix: check the input, and throw StreamException with unit and offset",
          error);
    }
  }

  /** Whether the JDK refused an argument, of which users know nothing. */
  private static boolean isOfJdk(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().matches("(java|jdk)\\..*");
  }
}
