package dev.parallax.model.check;

import dev.parallax.model.diag.Caret;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.lang.PipelineText.Span;
import org.jspecify.annotations.Nullable;

/** Puts a pipeline string with its caret into a diagnostic. */
public final class Places {
  private Places() {}

  /**
   * The same diagnostic with the string and a caret below its first line; as it is when there is no
   * string or no place.
   */
  public static Diagnostic at(String source, @Nullable Span span, Diagnostic diagnostic) {
    if (source.isEmpty() || span == null) {
      return diagnostic;
    }
    String[] lines = diagnostic.text().split("\n", 2);
    String caret = Caret.render(source, span.start(), span.end());
    return new Diagnostic(
        diagnostic.id(),
        lines[0] + "\n" + caret.stripTrailing() + (lines.length > 1 ? "\n" + lines[1] : ""),
        diagnostic.data());
  }
}
