package dev.parallax.launch;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ActionDescriptor;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;

/** Elements for people at a terminal, from their descriptors alone. */
final class ElementPage {
  private final ElementDescriptor element;
  private final String plugin;
  private final Ink ink;
  private final StringBuilder out = new StringBuilder(2048);

  private ElementPage(ElementDescriptor element, String plugin, Ink ink) {
    this.element = element;
    this.plugin = plugin;
    this.ink = ink;
  }

  /** All elements by category. */
  static String all(Ink ink) {
    var categories = Facts.byCategory();
    int width =
        categories.values().stream()
            .flatMap(List::stream)
            .mapToInt(d -> d.name().length())
            .max()
            .orElse(0);
    StringBuilder out = new StringBuilder(4096);
    categories.forEach((category, elements) -> {
      out.append(out.isEmpty() ? "" : "\n").append(ink.title(category)).append('\n');
      for (ElementDescriptor d : elements) {
        out.append("  ")
            .append(ink.name(d.name()))
            .append(" ".repeat(width - d.name().length() + 2))
            .append(d.summary())
            .append('\n');
      }
    });
    return out.toString();
  }

  /** One element. */
  static String of(ElementFactory factory, Ink ink) {
    return new ElementPage(Facts.of(factory), Facts.plugin(factory), ink).page();
  }

  private String page() {
    out.append(ink.title(element.name())).append("  ").append(element.summary()).append('\n');
    Facts.head(element).forEach(this::row);
    if (!plugin.isEmpty()) {
      row("plugin", plugin);
    }
    title("Ports");
    if (element.ports().isEmpty()) {
      out.append("  none\n");
    }
    element.ports().forEach(this::port);
    if (!element.relations().isEmpty()) {
      title("Relations");
      element.relations().forEach(r -> line(Facts.relation(r)));
    }
    title("Properties");
    out.append("  ")
        .append(ink.name("name"))
        .append("  ")
        .append(ink.faint("text"))
        .append("\n      name in the pipeline\n");
    element.properties().forEach(this::property);
    if (!element.actions().isEmpty()) {
      title("Actions");
      element.actions().forEach(this::action);
    }
    title("Execution");
    DomainAdvice.of(element).forEach(this::line);
    if (!element.example().isEmpty()) {
      title("Example");
      element.example().pipelines().forEach(pipeline -> line(Facts.command(pipeline)));
      element.example().java().lines().forEach(this::line);
    }
    return out.toString();
  }

  private void title(String text) {
    out.append('\n').append(ink.title(text)).append('\n');
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private void row(String label, String value) {
    boolean located = label.equals("class") && !element.origin().isEmpty();
    out.append("  ")
        .append(ink.faint(label))
        .append(" ".repeat(10 - label.length()))
        .append(value)
        .append(located ? " (" + element.origin() + ")" : "")
        .append('\n');
  }

  private void port(PortDescriptor port) {
    out.append("  ").append(ink.name(port.name())).append("  ").append(Facts.port(port));
    out.append('\n');
    if (!port.doc().isEmpty()) {
      out.append("      ").append(port.doc()).append('\n');
    }
    for (MediaCaps media : port.caps().alternatives()) {
      out.append("      ").append(media).append('\n');
    }
    for (PropertyDescriptor property : port.properties()) {
      property("      ", property, port.name() + "::");
    }
  }

  private void action(ActionDescriptor action) {
    line(ink.name(action.signature()));
    Facts.action(action).forEach(said -> out.append("      ").append(said).append('\n'));
  }

  private void property(PropertyDescriptor property) {
    property("  ", property, "");
  }

  private void property(String indent, PropertyDescriptor property, String prefix) {
    out.append(indent)
        .append(ink.name(prefix + property.name()))
        .append("  ")
        .append(ink.faint(Facts.lower(property.type())));
    String range = Facts.range(property);
    if (!range.isEmpty()) {
      out.append(' ').append(ink.faint(range));
    }
    String def = Facts.byDefault(property);
    if (!def.isEmpty()) {
      out.append(property.required() ? "  " : "  default ").append(def);
    }
    if (property.live()) {
      out.append("  ").append(ink.faint("may change while running"));
    }
    out.append('\n');
    if (!property.doc().isEmpty()) {
      out.append(indent).append("    ").append(property.doc()).append('\n');
    }
  }
}
