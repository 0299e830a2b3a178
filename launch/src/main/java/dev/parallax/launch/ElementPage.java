package dev.parallax.launch;

import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Sync;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Elements for people, from their descriptors alone. */
final class ElementPage {
  private final ElementDescriptor element;
  private final @Nullable ElementAdapter instance;
  private final Ink ink;
  private final StringBuilder out = new StringBuilder(2048);

  private ElementPage(ElementFactory factory, Ink ink) {
    element = factory.descriptor();
    // Defaults that no constant tells are those of an instance.
    instance = element.hints().userCode() ? null : factory.create();
    this.ink = ink;
  }

  /** All elements by category. */
  static String all(Ink ink) {
    TreeMap<String, List<ElementDescriptor>> categories = new TreeMap<>();
    int width = 0;
    for (String name : Catalogs.names()) {
      ElementDescriptor d = Catalogs.require(name).descriptor();
      categories
          .computeIfAbsent(d.klass().isEmpty() ? "Other" : d.klass(), k -> new ArrayList<>())
          .add(d);
      width = Math.max(width, name.length());
    }
    StringBuilder out = new StringBuilder(4096);
    for (var category : categories.entrySet()) {
      out.append(out.isEmpty() ? "" : "\n").append(ink.title(category.getKey())).append('\n');
      for (ElementDescriptor d : category.getValue()) {
        out.append("  ")
            .append(ink.name(d.name()))
            .append(" ".repeat(width - d.name().length() + 2));
        out.append(d.summary()).append('\n');
      }
    }
    return out.toString();
  }

  /** One element. */
  static String of(ElementFactory factory, Ink ink) {
    return new ElementPage(factory, ink).page();
  }

  private String page() {
    out.append(ink.title(element.name())).append("  ").append(element.summary()).append('\n');
    row("category", element.klass());
    row("kind", lower(element.kind()));
    row(
        "class",
        element.className() + (element.origin().isEmpty() ? "" : " (" + element.origin() + ")"));
    row("builder", element.builderName());
    if (element.sync() != Sync.SINGLE) {
      row("inputs", "brought together " + lower(element.sync()) + ", " + lower(element.syncMode()));
    }
    title("Ports");
    if (element.ports().isEmpty()) {
      out.append("  none\n");
    }
    element.ports().forEach(this::port);
    if (!element.relations().isEmpty()) {
      title("Relations");
      element.relations().forEach(r -> out.append("  ").append(relation(r)).append('\n'));
    }
    title("Properties");
    out.append("  ")
        .append(ink.name("name"))
        .append("  ")
        .append(ink.faint("text"))
        .append("\n      name in the pipeline\n");
    element.properties().forEach(this::property);
    title("Execution");
    DomainAdvice.of(element).forEach(line -> out.append("  ").append(line).append('\n'));
    return out.toString();
  }

  private void title(String text) {
    out.append('\n').append(ink.title(text)).append('\n');
  }

  private void row(String label, String value) {
    if (!value.isEmpty()) {
      out.append("  ")
          .append(ink.faint(label))
          .append(" ".repeat(10 - label.length()))
          .append(value)
          .append('\n');
    }
  }

  private void port(PortDescriptor port) {
    out.append("  ").append(ink.name(port.name())).append("  ").append(lower(port.direction()));
    if (port.presence() != Presence.ALWAYS) {
      out.append(", ").append(lower(port.presence()));
    }
    out.append(", ").append(port.view());
    if (port.inPlace()) {
      out.append(port.readOnly() ? ", looked at in place" : ", changed in place");
    }
    if (port.optional()) {
      out.append(", optional");
    }
    if (port.direction() == PortDescriptor.Direction.INPUT && port.delivery() != Delivery.EVERY) {
      out.append(", ").append(lower(port.delivery())).append(" of ").append(port.bound());
    }
    out.append('\n');
    if (!port.doc().isEmpty()) {
      out.append("      ").append(port.doc()).append('\n');
    }
    for (MediaCaps media : port.caps().alternatives()) {
      out.append("      ").append(media).append('\n');
    }
  }

  private static String relation(Relation relation) {
    return switch (relation) {
      case Relation.Same same ->
          same.output()
              + " has the same "
              + fields(same.fields())
              + " as "
              + (same.input().isEmpty() ? "every input" : same.input());
      case Relation.FromProperty p ->
          p.output() + " takes " + p.field() + " from property " + p.property();
      case Relation.FromProbe p ->
          p.output() + " learns " + fields(p.fields()) + " when the pipeline is prepared";
      case Relation.FromStream s ->
          s.output() + " learns " + fields(s.fields()) + " from the stream";
    };
  }

  private static String fields(List<String> fields) {
    return fields.equals(List.of("*")) ? "format in every field" : String.join(", ", fields);
  }

  private void property(PropertyDescriptor property) {
    out.append("  ")
        .append(ink.name(property.name()))
        .append("  ")
        .append(ink.faint(lower(property.type())));
    String range = range(property);
    if (!range.isEmpty()) {
      out.append(' ').append(ink.faint(range));
    }
    String def = defaultOf(property);
    if (property.required()) {
      out.append("  required");
    } else if (def != null) {
      out.append("  default ").append(def.isEmpty() ? "\"\"" : def);
    }
    if (property.live()) {
      out.append("  ").append(ink.faint("may change while running"));
    }
    out.append('\n');
    if (!property.doc().isEmpty()) {
      out.append("      ").append(property.doc()).append('\n');
    }
  }

  private @Nullable String defaultOf(PropertyDescriptor property) {
    if (property.def() != null || instance == null) {
      return property.def();
    }
    return String.valueOf(instance.get(element.propertyIndex(property.name())));
  }

  private static String range(PropertyDescriptor property) {
    if (!property.enumValues().isEmpty()) {
      return "{" + String.join(", ", property.enumValues()) + "}";
    }
    boolean low = Double.isInfinite(property.min());
    boolean high = Double.isInfinite(property.max());
    if (low && high) {
      return "";
    }
    return "["
        + (low ? "" : number(property.min()))
        + ", "
        + (high ? "" : number(property.max()))
        + "]";
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e18;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
