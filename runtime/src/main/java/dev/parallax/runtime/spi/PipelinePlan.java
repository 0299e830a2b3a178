package dev.parallax.runtime.spi;

import dev.parallax.annotations.MemoryKind;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as the compiler found it: elements, values, ports and formats, so that none of it is
 * parsed or negotiated at start-up. Made by generated code. It holds for the elements it was made
 * with; whoever uses it compares their fingerprints.
 *
 * @param source the pipeline string, for messages and for when the plan does not hold
 * @param converters whether converters may be inserted
 * @param parameters names of placeholders, in the order of the constructor's parameters
 * @param elements elements in order; none when everything is left to the start
 * @param links links in order
 * @param conversions converters to insert, in order of links
 * @param brought what the conversions need beside the elements of the string
 * @param formats negotiated caps by link, null where values of parameters have a say; none when
 *     nothing is known. With conversions: by link of the graph in which caps filters of links are
 *     elements and converters are inserted
 * @param solved whether no field is left to the stream
 * @param assumptions values on which the formats depend
 */
public record PipelinePlan(
    String source,
    boolean converters,
    List<String> parameters,
    List<Element> elements,
    List<Link> links,
    List<Conversion> conversions,
    List<Brought> brought,
    List<@Nullable MediaCaps> formats,
    boolean solved,
    List<Assumption> assumptions) {
  /** Copies the lists. */
  public PipelinePlan {
    parameters = List.copyOf(parameters);
    elements = List.copyOf(elements);
    links = List.copyOf(links);
    conversions = List.copyOf(conversions);
    brought = List.copyOf(brought);
    formats = Collections.unmodifiableList(new ArrayList<>(formats));
    assumptions = List.copyOf(assumptions);
  }

  /**
   * An element.
   *
   * @param name name in the pipeline
   * @param element name in the catalogs
   * @param fingerprint of the descriptor at compile time
   * @param values values of properties in order
   * @param span place in the string
   */
  public record Element(
      String name, String element, long fingerprint, List<Value> values, Span span) {
    /** Copies the list. */
    public Element {
      values = List.copyOf(values);
    }
  }

  /**
   * A value of a property.
   *
   * @param property its name
   * @param value of the property's type, checked; or a text with placeholders
   * @param filled whether the text has placeholders
   * @param span place in the string
   */
  public record Value(String property, Object value, boolean filled, Span span) {}

  /**
   * A link between two ports.
   *
   * @param from index of the upstream element
   * @param fromPort its output
   * @param to index of the downstream element
   * @param toPort its input
   * @param filter caps between them, or null
   * @param span place in the string
   */
  public record Link(
      int from, String fromPort, int to, String toPort, @Nullable Caps filter, Span span) {}

  /**
   * Converters in one link.
   *
   * @param link index of the link, among those that there are when caps filters of links are
   *     elements
   * @param elements names in the catalogs, upstream first
   */
  public record Conversion(int link, List<String> elements) {
    /** Copies the list. */
    public Conversion {
      elements = List.copyOf(elements);
    }
  }

  /**
   * An element that is not in the string.
   *
   * @param element name in the catalogs
   * @param fingerprint of the descriptor at compile time
   */
  public record Brought(String element, long fingerprint) {}

  /**
   * A value on which formats depend.
   *
   * @param element index of the element
   * @param property name of the property
   * @param value its value
   */
  public record Assumption(int element, String property, Object value) {}

  /** Begins a plan. */
  public static Maker of(String source) {
    return new Maker(source);
  }

  /**
   * Caps of one link.
   *
   * @param type media type
   * @param memory kinds of memory
   * @param fields names and values in turn: scalars or {@link CapsValue}
   */
  public static MediaCaps media(String type, List<MemoryKind> memory, Object... fields) {
    Map<String, CapsValue> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put(
          (String) fields[i],
          fields[i + 1] instanceof CapsValue value ? value : new CapsValue.Fixed(fields[i + 1]));
    }
    return new MediaCaps(type, values, new MemoryCaps(memory));
  }

  /** Collects a plan. One thread. */
  public static final class Maker {
    private final String source;
    private final List<Element> elements = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Conversion> conversions = new ArrayList<>();
    private final List<Brought> brought = new ArrayList<>();
    private final List<@Nullable MediaCaps> formats = new ArrayList<>();
    private final List<Assumption> assumptions = new ArrayList<>();
    private List<String> parameters = List.of();
    private boolean converters;

    private Maker(String source) {
      this.source = source;
    }

    /** Names of placeholders. */
    public Maker parameters(String... names) {
      parameters = List.copyOf(Arrays.asList(names));
      return this;
    }

    /** Allows converters. */
    public Maker converters() {
      converters = true;
      return this;
    }

    /** An element; values that follow are its. */
    public Maker element(String name, String element, long fingerprint, int start, int end) {
      close();
      elements.add(new Element(name, element, fingerprint, List.of(), new Span(start, end)));
      return this;
    }

    /** A checked value. */
    public Maker set(String property, Object value, int start, int end) {
      values.add(new Value(property, value, false, new Span(start, end)));
      return this;
    }

    /** A text with placeholders. */
    public Maker fill(String property, String text, int start, int end) {
      values.add(new Value(property, text, true, new Span(start, end)));
      return this;
    }

    private void close() {
      if (!elements.isEmpty() && !values.isEmpty()) {
        Element last = elements.removeLast();
        elements.add(
            new Element(last.name, last.element, last.fingerprint, List.copyOf(values), last.span));
        values.clear();
      }
    }

    /** A link. */
    public Maker link(int from, String fromPort, int to, String toPort, int start, int end) {
      links.add(new Link(from, fromPort, to, toPort, null, new Span(start, end)));
      return this;
    }

    /** A filter of the last link: its alternatives. */
    public Maker filter(MediaCaps... caps) {
      Link last = links.removeLast();
      links.add(
          new Link(
              last.from,
              last.fromPort,
              last.to,
              last.toPort,
              new Caps(Arrays.asList(caps)),
              last.span));
      return this;
    }

    /** Converters to insert into a link. */
    public Maker convert(int link, String... elements) {
      conversions.add(new Conversion(link, Arrays.asList(elements)));
      return this;
    }

    /** An element that conversions need. */
    public Maker bring(String element, long fingerprint) {
      brought.add(new Brought(element, fingerprint));
      return this;
    }

    /** What was negotiated for the next link. */
    public Maker format(MediaCaps caps) {
      formats.add(caps);
      return this;
    }

    /** The start negotiates the next link: values of parameters have a say. */
    public Maker later() {
      formats.add(null);
      return this;
    }

    /** A value on which the formats depend. */
    public Maker assume(int element, String property, Object value) {
      assumptions.add(new Assumption(element, property, value));
      return this;
    }

    /** The plan, all of whose formats are known. */
    public PipelinePlan solved() {
      return make(true);
    }

    /** The plan, some of whose fields only the stream or the parameters know. */
    public PipelinePlan open() {
      return make(false);
    }

    private PipelinePlan make(boolean solved) {
      close();
      return new PipelinePlan(
          source,
          converters,
          parameters,
          elements,
          links,
          conversions,
          brought,
          formats,
          solved,
          assumptions);
    }
  }
}
