package dev.parallax.runtime.spi;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import java.util.List;
import java.util.Map;

/** Brings a value into a property's type and range. */
public final class PropertyChecks {
  private PropertyChecks() {}

  /** Index of a property by name. */
  public static int index(ElementDescriptor element, String property) {
    int index = element.propertyIndex(property);
    if (index < 0) {
      List<String> names = element.properties().stream().map(PropertyDescriptor::name).toList();
      String near = NearMisses.hint(property, names);
      throw new ParallaxException(
          new Diagnostic(
              DiagnosticId.PROP_UNKNOWN,
              element.name()
                  + " has no property "
                  + property
                  + "\n  fix      "
                  + (near.isEmpty() ? "its properties are " + String.join(", ", names) : near),
              Map.of("element", element.name(), "property", property)));
    }
    return index;
  }

  /** The checked value: text is parsed, enums become text, numbers the property's type. */
  public static Object check(ElementDescriptor element, int property, Object value) {
    PropertyDescriptor descriptor = element.properties().get(property);
    String text = value instanceof Enum<?> e ? constant(e.name()) : value.toString();
    return PropertyValues.parse(descriptor, text);
  }

  /** As strings have it: without the underscore that lets a constant begin with a digit. */
  private static String constant(String name) {
    return name.length() > 1 && name.charAt(0) == '_' ? name.substring(1) : name;
  }
}
