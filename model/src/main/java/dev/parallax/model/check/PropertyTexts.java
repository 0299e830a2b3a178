package dev.parallax.model.check;

/** Values of properties as strings have them. */
public final class PropertyTexts {
  private PropertyTexts() {}

  /** The text that {@code PropertyValues.parse} reads: enum constants by their name. */
  public static String of(Object value) {
    return value instanceof Enum<?> e ? constant(e.name()) : value.toString();
  }

  /** Without the underscore that lets a constant begin with a digit. */
  private static String constant(String name) {
    return name.length() > 1 && name.charAt(0) == '_' ? name.substring(1) : name;
  }
}
