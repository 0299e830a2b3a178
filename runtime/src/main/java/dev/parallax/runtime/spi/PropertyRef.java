package dev.parallax.runtime.spi;

import dev.parallax.model.check.PropertyPath;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A property of an element, or of one of its ports.
 *
 * @param template name of the port's template, or empty
 * @param port concrete name of the port, or null
 * @param index index in the element's or the port's descriptor
 * @param property its descriptor, by its whole name
 */
public record PropertyRef(
    String template, @Nullable String port, int index, PropertyDescriptor property) {
  /**
   * By name: {@code volume} of the element, {@code sink_0::volume} of a port.
   *
   * @throws dev.parallax.model.diag.ParallaxException PLX-PROP-001 when there is no such property
   */
  public static PropertyRef of(ElementDescriptor element, String name) {
    return of(PropertyPath.of(element, name));
  }

  /** A property of the element itself, by its index. */
  public static PropertyRef of(ElementDescriptor element, int index) {
    return of(PropertyPath.of(element, index));
  }

  /** A property that was found. */
  public static PropertyRef of(PropertyPath path) {
    return new PropertyRef(path.template(), path.port(), path.index(), path.property());
  }

  /** As strings have it. */
  public String name() {
    return property.name();
  }

  /** The value that the element has. */
  public Object get(ElementAdapter adapter) {
    return port == null ? adapter.get(index) : adapter.shownSettings(template, port).get(index);
  }

  /** Gives the element a checked value. */
  public void set(ElementAdapter adapter, Object value) {
    if (port == null) {
      adapter.set(index, value);
    } else {
      adapter.settings(template, port).set(index, value);
    }
  }
}
