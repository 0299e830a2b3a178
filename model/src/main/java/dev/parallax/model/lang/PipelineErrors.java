package dev.parallax.model.lang;

import dev.parallax.model.diag.Caret;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.Collection;
import java.util.List;

/** Makes the errors of one pipeline string: fact, caret, what was expected, fix. */
final class PipelineErrors {
  private final String source;

  PipelineErrors(String source) {
    this.source = source;
  }

  ParallaxException unknownReference(String name, Span span, Collection<String> known) {
    List<String> near = NearMisses.of(name, known);
    String expected =
        known.isEmpty()
            ? "an element with name=" + name
            : "the name of an element, "
                + (near.isEmpty() ? "here " + some(known) : NearMisses.hint(name, known));
    return at(
        DiagnosticId.PIPE_UNKNOWN_NAME,
        span,
        "no element has this name name=" + name,
        expected,
        near.isEmpty()
            ? "add name=" + name + " to the element that is meant"
            : "write \"" + near.getFirst() + ".\"");
  }

  private static String some(Collection<String> names) {
    List<String> first = names.stream().sorted().limit(5).toList();
    return String.join(", ", first) + (names.size() > first.size() ? ", ..." : "");
  }

  ParallaxException at(DiagnosticId id, Span span, String fact, String expected, String fix) {
    String text =
        fact
            + " offset="
            + span.start()
            + "\n"
            + Caret.render(source, span.start(), span.end())
            + "  expected "
            + expected
            + "\n  fix      "
            + fix;
    return Diagnostic.of(
            id,
            text,
            "offset",
            Integer.toString(span.start()),
            "end",
            Integer.toString(span.end()),
            "expected",
            expected,
            "fix",
            fix)
        .toException();
  }

  ParallaxException capsAtEdge(String verb, Span span) {
    return at(
        DiagnosticId.PIPE_HALF_LINK,
        span,
        "a chain " + verb + " with a caps filter",
        "an element on both sides of the caps",
        verb.equals("ends")
            ? "add \"! fakesink\" or another element behind it"
            : "put an element and ! before it");
  }

  ParallaxException misplacedLink(Span bang, int offset) {
    Span here = new Span(offset, offset + 1);
    return bang.start() < 0
        ? at(
            DiagnosticId.PIPE_HALF_LINK,
            here,
            "a chain begins with !",
            "an element or a reference",
            "put the element that feeds this link before the !")
        : at(
            DiagnosticId.PIPE_HALF_LINK,
            here,
            "two ! follow each other",
            "an element, a reference or caps between them",
            "remove one of them");
  }

  ParallaxException unexpected(int offset, char c) {
    boolean bin = c == '(' || c == ')';
    return at(
        bin ? DiagnosticId.PIPE_UNSUPPORTED : DiagnosticId.PIPE_SYNTAX,
        new Span(offset, offset + 1),
        bin
            ? "bins in parentheses are not supported"
            : "unexpected character found=" + printable(c),
        "an element, a reference or caps",
        bin
            ? "write the elements without the parentheses"
            : "remove it, or quote the value that it belongs to");
  }

  static String printable(char c) {
    return c >= ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
  }
}
