package dev.parallax.model.diag;

import java.util.Collection;
import java.util.Map;

/** Diagnostics that several modules raise. */
public final class Diagnostics {
  private Diagnostics() {}

  /** No element of this name in any catalog. */
  public static ParallaxException unknownElement(String name, Collection<String> known) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.PIPE_UNKNOWN_ELEMENT,
            "no element is named " + name + hint(NearMisses.hint(name, known)),
            Map.of("element", name)));
  }

  private static String hint(String nearMisses) {
    return "\n  fix      "
        + (nearMisses.isEmpty()
            ? "correct the name, or add the jar that has the element"
            : nearMisses);
  }

  /** The element's constructor takes code. */
  public static ParallaxException needsUserCode(String name) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.PIPE_USER_CODE,
            name
                + " takes code of the application and cannot be made by its name alone\n"
                + "  fix      build it in Java and put it into the string as a placeholder:"
                + " ${name}",
            Map.of("element", name)));
  }
}
