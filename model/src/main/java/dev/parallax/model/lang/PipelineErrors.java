package dev.parallax.model.lang;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.Map;

/** Makes the errors of one pipeline string: fact, caret, what was expected, fix. */
final class PipelineErrors {
  private final String source;

  PipelineErrors(String source) {
    this.source = source;
  }

  ParallaxException at(DiagnosticId id, Span span, String fact, String expected, String fix) {
    String text =
        fact
            + " offset="
            + span.start()
            + "\n"
            + "  expected "
            + expected
            + "\n  fix      "
            + fix;
    return new ParallaxException(
        new Diagnostic(
            id,
            text,
            Map.of(
                "offset", Integer.toString(span.start()),
                "end", Integer.toString(span.end()),
                "expected", expected,
                "fix", fix)));
  }
}
