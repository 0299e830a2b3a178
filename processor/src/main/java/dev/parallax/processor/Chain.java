package dev.parallax.processor;

import com.sun.source.tree.Tree;
import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of typed builders from a source to a sink, as a pipeline string in which placeholders
 * stand for what only a run knows.
 */
final class Chain {
  /**
   * An element of it.
   *
   * @param text name, properties
   * @param tree where the source makes it
   */
  private record Part(String text, Tree tree) {}

  private final List<Part> parts = new ArrayList<>();
  private final List<ElementDescriptor> descriptors = new ArrayList<>();
  private @Nullable String filter;
  private int unknown;

  /** Appends an element; its number is the count of those before it. */
  void add(ElementDescriptor descriptor, String text, Tree tree) {
    String before = parts.isEmpty() ? "" : filter == null ? " ! " : " ! " + quoted(filter) + " ! ";
    filter = null;
    descriptors.add(descriptor);
    parts.add(new Part(before + text, tree));
  }

  /** Constrains the next link; false when something constrains it already. */
  boolean filter(String caps) {
    boolean free = filter == null;
    filter = caps;
    return free;
  }

  /** A placeholder that is used once. */
  String placeholder() {
    return "${unknown" + unknown++ + "}";
  }

  /** What was added. */
  List<ElementDescriptor> descriptors() {
    return descriptors;
  }

  /** Text of the first elements. */
  String text(int elements) {
    StringBuilder text = new StringBuilder();
    parts.subList(0, elements).forEach(part -> text.append(part.text()));
    return text.toString();
  }

  Tree tree(int element) {
    return parts.get(element).tree();
  }

  /** The text as one token of the pipeline language, in quotes if it needs them. */
  static String quoted(String value) {
    boolean plain = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      plain &= value.charAt(i) > ' ' && "\"'\\!#".indexOf(value.charAt(i)) < 0;
    }
    if (plain) {
      return value;
    }
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
