package dev.parallax.model.check;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A property of an element, or of one of its ports, by the name that strings give it.
 *
 * @param template name of the port's template, or empty
 * @param port concrete name of the port, or null
 * @param index index in the element's or the port's descriptor
 * @param property its descriptor, by its whole name
 */
public record PropertyPath(
    String template, @Nullable String port, int index, PropertyDescriptor property) {
  private static final String OF_PORT = "::";

  /**
   * By name: {@code volume} of the element, {@code sink_0::volume} of a port.
   *
   * @throws dev.parallax.model.diag.ParallaxException PLX-PROP-001 when there is no such property
   */
  public static PropertyPath of(ElementDescriptor element, String name) {
    int split = name.indexOf(OF_PORT);
    String port = split < 0 ? null : name.substring(0, split);
    PortDescriptor template = port == null ? null : template(element, port);
    if (port == null || template == null) {
      return of(element, index(element, name));
    }
    int index = portIndex(element, template, port, name.substring(split + OF_PORT.length()));
    return new PropertyPath(
        template.name(), port, index, template.properties().get(index).named(name));
  }

  /** A property of the element itself, by its index. */
  public static PropertyPath of(ElementDescriptor element, int index) {
    return new PropertyPath("", null, index, element.properties().get(index));
  }

  private static @Nullable PortDescriptor template(ElementDescriptor element, String port) {
    for (PortDescriptor candidate : element.ports()) {
      if (!candidate.properties().isEmpty() && candidate.matches(port)) {
        return candidate;
      }
    }
    return null;
  }

  private static int index(ElementDescriptor element, String property) {
    int index = element.propertyIndex(property);
    if (index < 0) {
      throw unknown(element, element.name(), property, names(element)).toException();
    }
    return index;
  }

  private static int portIndex(
      ElementDescriptor element, PortDescriptor template, String port, String property) {
    List<String> names = template.properties().stream().map(PropertyDescriptor::name).toList();
    int index = names.indexOf(property);
    if (index < 0) {
      throw unknown(element, element.name() + "." + port, property, names).toException();
    }
    return index;
  }

  /** Names of properties, those of ports with their template. */
  private static List<String> names(ElementDescriptor element) {
    List<String> names = new ArrayList<>();
    element.properties().forEach(p -> names.add(p.name()));
    for (PortDescriptor port : element.ports()) {
      port.properties().forEach(p -> names.add(port.name() + OF_PORT + p.name()));
    }
    return names;
  }

  private static Diagnostic unknown(
      ElementDescriptor element, String owner, String property, List<String> names) {
    String near = NearMisses.hint(property, names);
    String all =
        names.isEmpty() ? "it has no properties" : "its properties are " + String.join(", ", names);
    return new Diagnostic(
        DiagnosticId.PROP_UNKNOWN,
        owner + " has no property " + property + "\n  fix      " + (near.isEmpty() ? all : near),
        Map.of("element", element.name(), "property", property));
  }
}
