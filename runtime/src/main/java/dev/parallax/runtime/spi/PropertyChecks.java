package dev.parallax.runtime.spi;

import dev.parallax.model.check.PropertyTexts;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;

/** Brings a value into a property's type and range. */
public final class PropertyChecks {
  private PropertyChecks() {}

  /** The checked value: text is parsed, enums become text, numbers the property's type. */
  public static Object check(PropertyDescriptor descriptor, Object value) {
    return PropertyValues.parse(descriptor, PropertyTexts.of(value));
  }
}
