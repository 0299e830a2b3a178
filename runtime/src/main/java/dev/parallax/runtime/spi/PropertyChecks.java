package dev.parallax.runtime.spi;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings a value into a property's type and range. */
public final class PropertyChecks {
  private PropertyChecks() {}

  /** Index of a property by name. */
  public static int index(ElementDescriptor element, String property) {
    int index = element.propertyIndex(property);
    if (index < 0) {
      throw unknown(element, element.name(), property, names(element));
    }
    return index;
  }

  /** Index of a property of a port. */
  static int portIndex(
      ElementDescriptor element, PortDescriptor template, String port, String property) {
    List<String> names = template.properties().stream().map(PropertyDescriptor::name).toList();
    int index = names.indexOf(property);
    if (index < 0) {
      throw unknown(element, element.name() + "." + port, property, names);
    }
    return index;
  }

  /** Names of properties, those of ports with their template. */
  private static List<String> names(ElementDescriptor element) {
    List<String> names = new ArrayList<>();
    element.properties().forEach(p -> names.add(p.name()));
    for (PortDescriptor port : element.ports()) {
      port.properties().forEach(p -> names.add(port.name() + "::" + p.name()));
    }
    return names;
  }

  private static ParallaxException unknown(
      ElementDescriptor element, String owner, String property, List<String> names) {
    String near = NearMisses.hint(property, names);
    String all =
        names.isEmpty() ? "it has no properties" : "its properties are " + String.join(", ", names);
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.PROP_UNKNOWN,
            owner
                + " has no property "
                + property
                + "\n  fix      "
                + (near.isEmpty() ? all : near),
            Map.of("element", element.name(), "property", property)));
  }

  /** The checked value: text is parsed, enums become text, numbers the property's type. */
  public static Object check(ElementDescriptor element, int property, Object value) {
    return check(element.properties().get(property), value);
  }

  /** The checked value of a property. */
  public static Object check(PropertyDescriptor descriptor, Object value) {
    String text = value instanceof Enum<?> e ? constant(e.name()) : value.toString();
    return PropertyValues.parse(descriptor, text);
  }

  /** As strings have it: without the underscore that lets a constant begin with a digit. */
  private static String constant(String name) {
    return name.length() > 1 && name.charAt(0) == '_' ? name.substring(1) : name;
  }
}
