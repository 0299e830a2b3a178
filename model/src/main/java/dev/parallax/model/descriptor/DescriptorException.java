package dev.parallax.model.descriptor;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.diag.ParallaxException;

/** A text that is not a descriptor or a catalog, or a descriptor that cannot be written. */
public final class DescriptorException extends ParallaxException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 200;

  private final int line;

  DescriptorException(DiagnosticId id, int line, String fact) {
    super(diagnostic(id, line, fact));
    this.line = line;
  }

  /** Number of the line, counted from 1; 0 when it is not about a line. */
  public int line() {
    return line;
  }

  private static Diagnostic diagnostic(DiagnosticId id, int line, String fact) {
    String safe = ForeignText.line(fact, SHOWN);
    return Diagnostic.of(
        id, line == 0 ? safe : safe + " line=" + line, "line", Integer.toString(line));
  }
}
