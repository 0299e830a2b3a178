package dev.parallax.runtime.wire;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;

/** Bytes are not a record, or a record does not fit its bytes. The message names the field. */
public final class WireException extends ParallaxException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public WireException(DiagnosticId id, String text) {
    super(Diagnostic.of(id, text));
  }

  /** Makes an exception with a cause. */
  public WireException(DiagnosticId id, String text, Throwable cause) {
    super(Diagnostic.of(id, text), cause);
  }
}
