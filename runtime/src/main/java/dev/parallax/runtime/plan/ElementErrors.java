package dev.parallax.runtime.plan;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.remote.RemoteFailure;
import java.io.IOException;
import java.util.Map;

/** What an element has thrown, as a diagnostic that names the element. */
public final class ElementErrors {
  private ElementErrors() {}

  /** A diagnostic stays the one that it is; anything else becomes one. */
  public static ParallaxException failed(String element, Throwable cause) {
    String what = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    if (cause instanceof ParallaxException p) {
      return new ParallaxException(
          new Diagnostic(
              p.diagnostic().id(), element + ": " + p.diagnostic().text(), p.diagnostic().data()),
          cause);
    }
    boolean plain =
        cause instanceof IOException
            || cause instanceof IllegalArgumentException
            || cause instanceof StreamException
            || cause instanceof RemoteFailure;
    String text = element + ": " + (plain ? what : cause.getClass().getSimpleName() + ": " + what);
    return new ParallaxException(
        new Diagnostic(DiagnosticId.RUN_ELEMENT_FAILED, text, Map.of("element", element)), cause);
  }
}
