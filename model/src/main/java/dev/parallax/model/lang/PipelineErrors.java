package dev.parallax.model.lang;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Makes the errors of one pipeline string: fact, caret, what was expected, fix. */
final class PipelineErrors {
  private final String source;

  PipelineErrors(String source) {
    this.source = source;
  }

  ParallaxException unknownReference(String name, Span span, Collection<String> known) {
    List<String> near = List.of();
    String expected =
        known.isEmpty()
            ? "an element with name=" + name
            : "the name of an element" + (near.isEmpty() ? "" : ", did you mean " + String.join(", ", near) + "?");
    return at(
        DiagnosticId.PIPE_UNKNOWN_REFERENCE,
        span,
        "no element has this name name=" + name,
        expected,
        near.isEmpty() ? "add name=" + name + " to the element that is meant" : "write \"" + near.getFirst() + ".\"");
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
