package dev.parallax.model.lang;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsParseException;
import dev.parallax.model.caps.CapsText;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.lang.PipelineScanner.Text;
import dev.parallax.model.lang.PipelineText.Span;

/** Caps filters of pipeline strings. */
final class FilterText {
  private final PipelineErrors errors;

  FilterText(PipelineErrors errors) {
    this.errors = errors;
  }

  /** Parses the caps; errors point into the pipeline string. */
  Caps parse(Text text) {
    int placeholder = text.value().indexOf("${");
    if (placeholder >= 0) {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          span(text, placeholder, 2),
          "a placeholder stands in a caps filter",
          "caps without placeholders",
          "use the element capsfilter, for example capsfilter caps=\"video/x-raw,width=${width}\"");
    }
    Caps caps;
    try {
      caps = CapsText.parse(text.value());
    } catch (CapsParseException e) {
      throw errors.at(
          DiagnosticId.PIPE_CAPS,
          span(text, e.offset(), 1),
          e.reason(),
          "caps such as video/x-raw,format=I420,width=[1,4096]",
          "correct the caps; quote an element's value if this was meant for a property");
    }
    if (caps.isEmpty()) {
      throw errors.at(
          DiagnosticId.PIPE_CAPS,
          text.span(),
          "the caps filter lets nothing through",
          "caps of at least one format",
          "remove the filter");
    }
    return caps;
  }

  private static Span span(Text text, int index, int length) {
    int start = text.offset(index);
    return new Span(start, Math.max(start, Math.min(start + length, text.span().end())));
  }

  /** The caps as one token that {@link #parse} reads. */
  static String print(Caps caps) {
    String text = CapsText.print(caps);
    boolean bare =
        !text.startsWith("ANY") && text.chars().allMatch(c -> c > ' ' && "\"'\\!#".indexOf(c) < 0);
    return bare ? text : PipelinePrinter.quoted(text);
  }
}
