package dev.parallax.model.lang;

import dev.parallax.model.lang.PipelineText.Assignment;
import dev.parallax.model.lang.PipelineText.Element;
import dev.parallax.model.lang.PipelineText.End;
import dev.parallax.model.lang.PipelineText.Link;

/**
 * Prints a pipeline in its canonical form: one line, quotes only where needed. Parsing the result
 * gives the same elements and links in the same order (places aside).
 */
public final class PipelinePrinter {
  private final PipelineText pipeline;
  private final StringBuilder out = new StringBuilder();

  /** Elements below this id are printed. */
  private int defined;

  /** The element at the end of the open chain, or -1. */
  private int tail = -1;

  private PipelinePrinter(PipelineText pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Prints a pipeline.
   *
   * @throws IllegalArgumentException when an element has no name but needs one to be referred to
   */
  public static String print(PipelineText pipeline) {
    PipelinePrinter printer = new PipelinePrinter(pipeline);
    for (Link link : pipeline.links()) {
      printer.link(link);
    }
    printer.defineBelow(pipeline.elements().size());
    return printer.out.toString();
  }

  private void link(Link link) {
    End from = link.from();
    End to = link.to();
    if (tail != from.element() || from.port() != null || needsDefinitionBefore(to) > defined) {
      boolean inline = from.port() == null && needsDefinitionBefore(to) == from.element() + 1;
      defineBelow(
          inline
              ? from.element()
              : Math.max(needsDefinitionBefore(from), needsDefinitionBefore(to)));
      startChain();
      end(from);
    }
    out.append(" ! ");
    if (link.filter() != null) {
      out.append(FilterText.print(link.filter())).append(" ! ");
    }
    end(to);
    tail = to.port() == null ? to.element() : -1;
  }

  /**
   * Elements below this id must stand before the end, because it is not named and so defined where
   * it is linked.
   */
  private int needsDefinitionBefore(End end) {
    return pipeline.elements().get(end.element()).name() == null ? end.element() : 0;
  }

  private void end(End end) {
    Element element = pipeline.elements().get(end.element());
    if (end.element() == defined && end.port() == null) {
      definition(element);
      return;
    }
    if (element.name() == null) {
      throw new IllegalArgumentException(
          "element needs a name to be printed factory="
              + element.factory()
              + " index="
              + end.element());
    }
    out.append(element.name()).append('.');
    if (end.port() != null) {
      out.append(end.port());
    }
  }

  private void defineBelow(int id) {
    while (defined < id) {
      startChain();
      definition(pipeline.elements().get(defined));
    }
  }

  private void startChain() {
    tail = -1;
    if (!out.isEmpty()) {
      out.append(' ');
    }
  }

  private void definition(Element element) {
    if (element.placeholder()) {
      out.append("${").append(element.factory()).append('}');
    } else {
      out.append(element.factory());
    }
    if (element.name() != null) {
      out.append(" name=").append(element.name());
    }
    for (Assignment a : element.properties()) {
      out.append(' ').append(a.property()).append('=').append(quoted(a.value()));
    }
    defined++;
  }

  /** The text as one token, in quotes if it needs them. */
  static String quoted(String value) {
    if (!value.isEmpty() && value.chars().allMatch(c -> plain((char) c))) {
      return value;
    }
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static boolean plain(char c) {
    return !Character.isWhitespace(c) && "\\\"'!#".indexOf(c) < 0;
  }
}
