package dev.parallax.model.lang;

import dev.parallax.model.caps.Caps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed pipeline string: elements and the links between them, resolved by name but not yet
 * against any catalog.
 *
 * @param source the string
 * @param elements elements in order of appearance; the index is the element's id here
 * @param links links in order of appearance
 */
public record PipelineText(String source, List<Element> elements, List<Link> links) {
  /** Copies the lists. */
  public PipelineText {
    elements = List.copyOf(elements);
    links = List.copyOf(links);
  }

  /**
   * A place in the string.
   *
   * @param start offset of the first character
   * @param end offset after the last character
   */
  public record Span(int start, int end) {}

  /**
   * An element.
   *
   * @param factory name of the element, or the placeholder's name if {@code placeholder}
   * @param placeholder written as <code>${name}</code>: an element given by the application
   * @param name value of {@code name=}, or null
   * @param properties assignments other than {@code name}
   * @param span place of the factory name
   */
  public record Element(
      String factory,
      boolean placeholder,
      @Nullable String name,
      List<Assignment> properties,
      Span span) {}

  /**
   * {@code property=value}, unquoted and unescaped; the type is known only to the element.
   *
   * @param property name
   * @param value text
   * @param span place of the value
   */
  public record Assignment(String property, String value, Span span) {}

  /**
   * One end of a link.
   *
   * @param element id of the element
   * @param port name of the port, or null for the first one that fits and is free
   * @param span place
   */
  public record End(int element, @Nullable String port, Span span) {}

  /**
   * A link.
   *
   * @param from upstream end
   * @param to downstream end
   * @param filter caps between the two, or null
   * @param span place of the {@code !} or of the filter
   */
  public record Link(End from, End to, @Nullable Caps filter, Span span) {}
}
