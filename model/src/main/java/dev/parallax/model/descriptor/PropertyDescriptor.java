package dev.parallax.model.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property.
 *
 * @param name name in kebab case
 * @param type type of the field
 * @param enumClass binary name of the enum; empty for other types
 * @param enumValues constants as text (lower case, {@code _} as {@code -}); empty for other types
 * @param min smallest value, inclusive; negative infinity: none
 * @param max largest value, inclusive; positive infinity: none
 * @param def default as text; null: known only from an instance
 * @param live may change while Running
 * @param required must be set
 * @param doc one line
 */
public record PropertyDescriptor(
    String name,
    Type type,
    String enumClass,
    List<String> enumValues,
    double min,
    double max,
    @Nullable String def,
    boolean live,
    boolean required,
    String doc) {
  /** Types of properties. */
  public enum Type {
    /** true or false. */
    BOOLEAN,
    /** 32 bits. */
    INT,
    /** 64 bits. */
    LONG,
    /** Single precision. */
    FLOAT,
    /** Double precision. */
    DOUBLE,
    /** Text. */
    STRING,
    /** One of the enum's values. */
    ENUM
  }

  /** Checks and copies the list. */
  public PropertyDescriptor {
    enumValues = List.copyOf(enumValues);
    if (Double.isNaN(min) || Double.isNaN(max) || min > max) {
      throw new IllegalArgumentException(
          "not a range property=" + name + " min=" + min + " max=" + max);
    }
    if ((type == Type.ENUM) == enumValues.isEmpty()) {
      throw new IllegalArgumentException(
          "an enum and nothing else has values property="
              + name
              + " type="
              + type
              + " values="
              + enumValues);
    }
  }

  /** The same property by another name: a port's is {@code sink_0::volume} to its element. */
  public PropertyDescriptor named(String other) {
    return new PropertyDescriptor(
        other, type, enumClass, enumValues, min, max, def, live, required, doc);
  }

  /** The same property with another default. */
  public PropertyDescriptor withDefault(String other) {
    return new PropertyDescriptor(
        name, type, enumClass, enumValues, min, max, other, live, required, doc);
  }
}
