package dev.parallax.model.lang;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.lang.PipelineScanner.Text;
import dev.parallax.model.lang.PipelineText.Assignment;
import dev.parallax.model.lang.PipelineText.Element;
import dev.parallax.model.lang.PipelineText.End;
import dev.parallax.model.lang.PipelineText.Link;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses pipeline strings: the language of GStreamer's {@code gst-launch-1.0} without bins, presets
 * and URLs as elements.
 *
 * <pre>
 * pipeline  = chain { chain }
 * chain     = item { "!" item }
 * item      = element | reference | caps          a chain neither begins nor ends with caps
 * element   = ( name | "${" name "}" ) { property "=" value }
 * reference = name "." [ port ]                   the element may stand before or after
 * value     = "..." | '...' | text without white space; \ takes the next character literally
 * </pre>
 *
 * <p>White space includes line breaks; {@code #} at the start of a token begins a comment up to the
 * end of the line. Placeholders inside values are kept as text. Every error is a {@link
 * dev.parallax.model.diag.ParallaxException} with an id {@code PLX-PIPE-nnn} and the data {@code
 * offset}, {@code end}, {@code expected} and {@code fix}.
 */
public final class PipelineParser {
  /** Longest string, in characters. */
  public static final int MAX_CHARS = 64 * 1024;

  /** Largest number of elements. */
  public static final int MAX_ELEMENTS = 10_000;

  private final PipelineErrors errors;
  private final PipelineScanner in;
  private final FilterText filters;
  private final List<Element> elements = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final List<Draft> links = new ArrayList<>();

  private PipelineParser(String source) {
    errors = new PipelineErrors(source);
    in = new PipelineScanner(source, errors);
    filters = new FilterText(errors);
  }

  /**
   * Parses a pipeline.
   *
   * @param source at most {@link #MAX_CHARS} characters
   * @return elements and links; names of elements are resolved, ports and properties are not
   * @throws dev.parallax.model.diag.ParallaxException when the string is not a pipeline
   */
  public static PipelineText parse(String source) {
    PipelineErrors errors = new PipelineErrors(source);
    if (source.length() > MAX_CHARS) {
      throw errors.at(
          DiagnosticId.PIPE_TOO_LARGE,
          new Span(MAX_CHARS, MAX_CHARS),
          "the pipeline is too long length=" + source.length(),
          "at most " + MAX_CHARS + " characters",
          "build such a graph in code");
    }
    return new PipelineParser(source).pipeline(source);
  }

  private PipelineText pipeline(String source) {
    in.skip();
    if (in.atEnd()) {
      throw errors.at(
          DiagnosticId.PIPE_EMPTY,
          new Span(0, 0),
          "the pipeline is empty",
          "an element",
          "write for example \"fakesrc ! fakesink\"");
    }
    while (!in.atEnd()) {
      chain();
      in.skip();
    }
    List<Link> resolved = new ArrayList<>(links.size());
    for (Draft d : links) {
      resolved.add(new Link(resolve(d.from), resolve(d.to), d.filter, d.span));
    }
    return new PipelineText(source, elements, resolved);
  }

  /** What stands between two {@code !}. */
  private sealed interface Item {}

  /** An end of links: an element that is defined here (name null) or a reference. */
  private record Node(int element, @Nullable String name, @Nullable String port, Span span)
      implements Item {}

  private record Filter(Caps caps, Span span) implements Item {}

  /** A link whose ends are not resolved. */
  private record Draft(Node from, Node to, @Nullable Caps filter, Span span) {}

  private void chain() {
    @Nullable Node last = null;
    @Nullable Filter filter = null;
    Span bang = new Span(-1, -1);
    int firstLink = links.size();
    while (true) {
      in.skip();
      Item item = item(bang);
      if (item instanceof Filter f) {
        if (last == null) {
          throw errors.capsAtEdge("begins", f.span);
        }
        filter = filter == null ? f : both(filter, f);
      } else if (item instanceof Node node) {
        if (last != null) {
          refusePortInMiddle(last, firstLink);
          links.add(
              filter == null
                  ? new Draft(last, node, null, bang)
                  : new Draft(last, node, filter.caps, filter.span));
        }
        last = node;
        filter = null;
      }
      in.skip();
      if (in.peek(0) != '!') {
        break;
      }
      bang = new Span(in.pos(), in.pos() + 1);
      in.moveTo(in.pos() + 1);
    }
    if (filter != null) {
      throw errors.capsAtEdge("ends", filter.span);
    }
    if (last != null && last.name != null && links.size() == firstLink) {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          last.span,
          "the reference stands alone, it links nothing",
          "! before or after it",
          "link it, for example \"" + last.name + ". ! queue\", or remove it");
    }
  }

  private Filter both(Filter first, Filter second) {
    Span span = new Span(first.span.start(), second.span.end());
    Caps caps = first.caps.intersect(second.caps);
    if (caps.isEmpty()) {
      throw errors.at(
          DiagnosticId.PIPE_CAPS,
          span,
          "two caps filters in a row exclude each other",
          "caps that have a format in common",
          "keep one of the two");
    }
    return new Filter(caps, span);
  }

  /** {@code a ! b.port ! c}: the port can only be meant for one of the two links. */
  private void refusePortInMiddle(Node middle, int firstLink) {
    if (middle.port != null && links.size() > firstLink) {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          middle.span,
          "a named port stands in the middle of a chain port=" + middle.port,
          "a named port only at the beginning or the end",
          "end the chain here and begin another one with \"" + middle.name + ".\"");
    }
  }

  private Item item(Span bang) {
    char c = in.peek(0);
    int start = in.pos();
    if (in.atEnd()) {
      throw errors.at(
          DiagnosticId.PIPE_HALF_LINK,
          bang,
          "nothing follows the last !",
          "an element, a reference or caps",
          "add an element behind it or remove the !");
    }
    if (c == '!') {
      throw errors.misplacedLink(bang, in.pos());
    }
    if (c == '"' || c == '\'') {
      Text text = in.value();
      return new Filter(filters.parse(text), text.span());
    }
    if (c == '$' && in.peek(1) == '{') {
      String name = in.placeholder();
      return element(name, true, start);
    }
    String word = in.word();
    if (word.isEmpty()) {
      throw errors.unexpected(start, c);
    }
    return switch (in.peek(0)) {
      case '.' -> reference(word, start);
      case '/' -> {
        in.moveTo(start);
        Text text = in.bareCaps();
        yield new Filter(filters.parse(text), text.span());
      }
      default -> definition(word, start);
    };
  }

  private Node reference(String name, int start) {
    in.moveTo(in.pos() + 1);
    if (in.peek(0) == '(') {
      throw errors.unexpected(in.pos(), '(');
    }
    String port = in.word();
    requireEndOfToken();
    return new Node(-1, name, port.isEmpty() ? null : port, new Span(start, in.pos()));
  }

  private Node definition(String factory, int start) {
    if (in.startsWith("://")) {
      throw errors.at(
          DiagnosticId.PIPE_UNSUPPORTED,
          new Span(start, in.pos() + 3),
          "a URL cannot stand for an element",
          "the name of an element",
          "use an element that reads it, for example filesrc location=...");
    }
    refuseSpecialAssignment(start);
    int end = in.pos();
    in.skip();
    if (in.peek(0) == '=') {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          new Span(start, in.pos() + 1),
          "a property stands without an element property=" + factory,
          "an element before it",
          "move it behind the name of its element");
    }
    in.moveTo(end);
    requireEndOfToken();
    char first = factory.charAt(0);
    if (first == '-' || first >= '0' && first <= '9') {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          new Span(start, end),
          "not the name of an element name=" + factory,
          "a name that begins with a letter",
          first == '-' ? "put options before the pipeline" : "check the spelling");
    }
    return element(factory, false, start);
  }

  private void refuseSpecialAssignment(int start) {
    if (in.startsWith(":=")) {
      throw errors.at(
          DiagnosticId.PIPE_UNSUPPORTED,
          new Span(start, in.pos() + 2),
          "assignments with := are not supported",
          "property=value",
          "write = instead of :=");
    }
  }

  private void requireEndOfToken() {
    char c = in.peek(0);
    if (!in.atEnd() && c != '!' && !Character.isWhitespace(c)) {
      throw c == '(' || c == ')'
          ? errors.unexpected(in.pos(), c)
          : errors.at(
              DiagnosticId.PIPE_SYNTAX,
              new Span(in.pos(), in.pos() + 1),
              "unexpected character found=" + PipelineErrors.printable(c),
              "white space or !",
              "names have letters, digits, - and _ only");
    }
  }

  private Node element(String factory, boolean placeholder, int start) {
    Span span = new Span(start, in.pos());
    if (elements.size() == MAX_ELEMENTS) {
      throw errors.at(
          DiagnosticId.PIPE_TOO_LARGE,
          span,
          "the pipeline has too many elements",
          "at most " + MAX_ELEMENTS + " elements",
          "build such a graph in code");
    }
    requireEndOfToken();
    int id = elements.size();
    Map<String, Assignment> properties = new java.util.LinkedHashMap<>();
    @Nullable String name = null;
    for (Assignment a = assignment(); a != null; a = assignment()) {
      if (properties.putIfAbsent(a.property(), a) != null
          || a.property().equals("name") && name != null) {
        throw errors.at(
            DiagnosticId.PROP_TWICE,
            a.span(),
            "a property is set twice property=" + a.property(),
            "one value for each property",
            "remove one of the two");
      }
      if (a.property().equals("name")) {
        name = claimName(a, id);
        properties.remove("name");
      }
    }
    elements.add(new Element(factory, placeholder, name, List.copyOf(properties.values()), span));
    return new Node(id, null, null, span);
  }

  private String claimName(Assignment a, int id) {
    String name = a.value();
    if (name.isEmpty() || !name.chars().allMatch(c -> PipelineScanner.isWordChar((char) c))) {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          a.span(),
          "not a name for an element name=\"" + name + "\"",
          "letters, digits, - and _",
          "choose another name");
    }
    if (names.putIfAbsent(name, id) != null) {
      throw errors.at(
          DiagnosticId.PIPE_NAME_TWICE,
          a.span(),
          "two elements have the same name name=" + name,
          "a name that is not taken",
          "rename one of the two");
    }
    return name;
  }

  /** Reads {@code property=value} if that is what follows, else moves nothing. */
  private @Nullable Assignment assignment() {
    int before = in.pos();
    in.skip();
    int start = in.pos();
    String property = in.propertyName();
    if (!property.isEmpty()) {
      refuseSpecialAssignment(start);
      in.skip();
      if (in.peek(0) == '=') {
        in.moveTo(in.pos() + 1);
        return assigned(property, start);
      }
    }
    in.moveTo(before);
    return null;
  }

  private Assignment assigned(String property, int start) {
    int equals = in.pos();
    while (!in.atEnd() && Character.isWhitespace(in.peek(0))) {
      in.moveTo(in.pos() + 1);
    }
    boolean spaced = in.pos() > equals;
    if (in.atEnd()
        || spaced
            && in.peek(0) == '!'
            && (in.peek(1) == '\0' || Character.isWhitespace(in.peek(1)))) {
      throw errors.at(
          DiagnosticId.PIPE_SYNTAX,
          new Span(start, equals),
          "a property has no value property=" + property,
          "a value behind the =",
          "write " + property + "=\"\" for an empty text");
    }
    Text value = in.value();
    return new Assignment(property, value.value(), value.span());
  }

  private End resolve(Node node) {
    if (node.name == null) {
      return new End(node.element, null, node.span);
    }
    Integer id = names.get(node.name);
    if (id == null) {
      throw errors.unknownReference(node.name, node.span, names.keySet());
    }
    return new End(id, node.port, node.span);
  }
}
