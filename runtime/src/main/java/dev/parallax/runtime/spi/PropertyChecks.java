package dev.parallax.runtime.spi;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;

/** Brings a value into a property's type and range. */
public final class PropertyChecks {
  private PropertyChecks() {}

  /** The checked value: text is parsed, enums become text, numbers the property's type. */
  public static Object check(ElementDescriptor element, int property, Object value) {
    PropertyDescriptor descriptor = element.properties().get(property);
    return PropertyValues.check(element.name(), descriptor, value);
  }
}
