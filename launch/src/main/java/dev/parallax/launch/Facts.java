package dev.parallax.launch;

import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Sync;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What descriptors say, in the words that all pages of elements use. */
final class Facts {
  private Facts() {}

  /**
   * The descriptor with every default: what no constant tells is asked of an instance, unless only
   * the application can make one, or the element is a plugin's.
   */
  static ElementDescriptor of(ElementFactory factory) {
    ElementDescriptor d = factory.descriptor();
    if (factory.isDescribed()
        || d.hints().userCode()
        || d.properties().stream().allMatch(p -> p.def() != null)) {
      return d;
    }
    ElementAdapter instance = factory.create();
    List<PropertyDescriptor> properties = new ArrayList<>();
    for (PropertyDescriptor p : d.properties()) {
      Object def = p.def() == null ? instance.get(d.propertyIndex(p.name())) : null;
      properties.add(def == null ? p : p.withDefault(def.toString()));
    }
    return d.withProperties(properties);
  }

  /** All elements by category, both in alphabetical order. */
  static Map<String, List<ElementDescriptor>> byCategory() {
    TreeMap<String, List<ElementDescriptor>> categories = new TreeMap<>();
    for (String name : Catalogs.names()) {
      ElementDescriptor d = Catalogs.require(name).descriptor();
      categories
          .computeIfAbsent(d.klass().isEmpty() ? "Other" : d.klass(), k -> new ArrayList<>())
          .add(d);
    }
    return categories;
  }

  /** The jar of a plugin and whether it is trusted; empty for elements on the path. */
  static String plugin(ElementFactory factory) {
    return factory.jar() == null
        ? ""
        : ForeignText.line(factory.jar().toString())
            + (factory.isDescribed() ? " (untrusted)" : " (trusted)");
  }

  /** What stands at the top of a page, without what is empty. */
  static Map<String, String> head(ElementDescriptor element) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("category", element.klass());
    head.put("kind", lower(element.kind()));
    head.put("class", element.className());
    head.put("builder", element.builderName());
    if (element.sync() != Sync.SINGLE) {
      head.put(
          "inputs", "brought together " + lower(element.sync()) + ", " + lower(element.syncMode()));
    }
    head.values().removeIf(String::isEmpty);
    return head;
  }

  /** Direction, presence, view and delivery. */
  static String port(PortDescriptor port) {
    StringBuilder out = new StringBuilder(lower(port.direction()));
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
    return out.toString();
  }

  static String relation(Relation relation) {
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

  /** What may be assigned; empty: everything of the type. */
  static String range(PropertyDescriptor property) {
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

  /** The default, {@code required} without one, or empty when only an instance would tell. */
  static String byDefault(PropertyDescriptor property) {
    String def = property.def();
    if (property.required()) {
      return "required";
    }
    return def == null ? "" : def.isEmpty() ? "\"\"" : def;
  }

  /** The command that runs an example of the element. */
  static String command(String pipeline) {
    char quote = pipeline.indexOf('"') < 0 && pipeline.indexOf('$') < 0 ? '"' : '\'';
    return "./parallax launch " + quote + pipeline + quote;
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
