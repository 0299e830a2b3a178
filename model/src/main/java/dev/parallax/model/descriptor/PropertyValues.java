package dev.parallax.model.descriptor;

import dev.parallax.model.descriptor.PropertyDescriptor.Type;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values of properties as text. */
public final class PropertyValues {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?([0-9]+|0[xX][0-9a-fA-F]+)");
  private static final int MAX_NUMBER = 64;
  private static final int SHOWN = 60;
  private static final int HEX = 16;

  private PropertyValues() {}

  /**
   * The property of an element.
   *
   * @throws ParallaxException PLX-PROP-001 with near misses if there is none of this name
   */
  public static PropertyDescriptor find(ElementDescriptor element, String name) {
    int index = element.propertyIndex(name);
    if (index >= 0) {
      return element.properties().get(index);
    }
    List<String> names = element.properties().stream().map(PropertyDescriptor::name).toList();
    String hint = NearMisses.hint(name, names);
    throw Diagnostic.of(
            DiagnosticId.PROP_UNKNOWN,
            "element has no such property element="
                + element.name()
                + " property="
                + ForeignText.line(name, SHOWN)
                + "; "
                + (hint.isEmpty() ? "its properties are " + names : hint),
            "element",
            element.name(),
            "property",
            name)
        .toException();
  }

  /**
   * Reads a value: Boolean from true, false, yes, no, 1 or 0; whole numbers in decimal or {@code
   * 0x} hex (hex up to all bits of the type: {@code 0xffffffff} is -1 as int); finite decimal
   * numbers; text as it is; an enum by name in any case, with {@code -} or {@code _}, or by number,
   * counted from 0.
   *
   * @return Boolean, Integer, Long, Float, Double, or String (for an enum one of {@link
   *     PropertyDescriptor#enumValues})
   * @throws ParallaxException PLX-PROP-002 if the text is not of the type, PLX-PROP-003 if it is
   *     out of range, PLX-PROP-004 if the enum has no such value
   */
  public static Object parse(PropertyDescriptor property, String text) {
    return switch (property.type()) {
      case STRING -> text;
      case BOOLEAN -> bool(property, text);
      case ENUM -> choice(property, text);
      case INT, LONG -> whole(property, text.strip());
      case FLOAT, DOUBLE -> decimal(property, text.strip());
    };
  }

  private static Boolean bool(PropertyDescriptor property, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw wrongType(property, text, "true or false");
    };
  }

  private static String choice(PropertyDescriptor property, String text) {
    List<String> values = property.enumValues();
    String plain = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (String value : values) {
      if (value.toLowerCase(Locale.ROOT).replace('_', '-').equals(plain)) {
        return value;
      }
    }
    if (plain.matches("[0-9]{1,9}") && Integer.parseInt(plain) < values.size()) {
      return values.get(Integer.parseInt(plain));
    }
    String hint = NearMisses.hint(plain, values);
    throw fail(
        DiagnosticId.PROP_ENUM,
        property,
        text,
        "property has no such choice",
        hint.isEmpty() ? "choices are " + String.join(", ", values) : hint);
  }

  private static Object whole(PropertyDescriptor property, String text) {
    boolean isInt = property.type() == Type.INT;
    String wanted = "a whole number of " + (isInt ? Integer.SIZE : Long.SIZE) + " bits";
    if (text.length() > MAX_NUMBER || !WHOLE.matcher(text).matches()) {
      throw wrongType(property, text, wanted);
    }
    long value;
    try {
      value = isInt ? parseInt(text) : parseLong(text);
    } catch (NumberFormatException e) {
      throw wrongType(property, text, wanted);
    }
    if (compare(value, property.min()) < 0 || compare(value, property.max()) > 0) {
      throw outOfRange(property, text);
    }
    return isInt ? (Object) (int) value : (Object) value;
  }

  /**
   * Exactly, where {@code (double) value} would round. Not by BigDecimal, whose first use is a good
   * part of a start.
   */
  static int compare(long value, double bound) {
    if (bound >= 0x1p63) {
      return -1;
    }
    if (bound < -0x1p63) {
      return 1;
    }
    double floor = Math.floor(bound);
    int whole = Long.compare(value, (long) floor);
    return whole != 0 || floor == bound ? whole : -1;
  }

  private static int parseInt(String text) {
    return isHex(text)
        ? Integer.parseUnsignedInt(text.substring(2), HEX)
        : Integer.parseInt(unhex(text), radix(text));
  }

  private static long parseLong(String text) {
    return isHex(text)
        ? Long.parseUnsignedLong(text.substring(2), HEX)
        : Long.parseLong(unhex(text), radix(text));
  }

  private static boolean isHex(String text) {
    return text.regionMatches(true, 0, "0x", 0, 2);
  }

  private static int radix(String text) {
    return text.regionMatches(true, 1, "0x", 0, 2) ? HEX : 10;
  }

  /** A signed hex number without its {@code 0x}. */
  private static String unhex(String text) {
    return radix(text) == HEX ? text.charAt(0) + text.substring(3) : text;
  }

  private static Object decimal(PropertyDescriptor property, String text) {
    if (text.length() > MAX_NUMBER || !DECIMAL.matcher(text).matches()) {
      throw wrongType(property, text, "a number");
    }
    boolean isFloat = property.type() == Type.FLOAT;
    double value = isFloat ? Float.parseFloat(text) : Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw wrongType(property, text, "a number that the type can hold");
    }
    // 0.1f is not 0.1: a float at its bound is within it
    double min = isFloat ? Math.min(property.min(), (float) property.min()) : property.min();
    double max = isFloat ? Math.max(property.max(), (float) property.max()) : property.max();
    if (value < min || value > max) {
      throw outOfRange(property, text);
    }
    return isFloat ? (Object) (float) value : (Object) value;
  }

  private static ParallaxException outOfRange(PropertyDescriptor p, String text) {
    return fail(
        DiagnosticId.PROP_RANGE,
        p,
        text,
        "value is out of range",
        "take "
            + bound("at least ", p, p.min())
            + (Double.isFinite(p.min()) && Double.isFinite(p.max()) ? " and " : "")
            + bound("at most ", p, p.max()));
  }

  private static String bound(String words, PropertyDescriptor property, double bound) {
    if (Double.isInfinite(bound)) {
      return "";
    }
    boolean whole = property.type() == Type.INT || property.type() == Type.LONG;
    return words + (whole ? new BigDecimal(bound).toPlainString() : Double.toString(bound));
  }

  private static ParallaxException wrongType(
      PropertyDescriptor property, String text, String wanted) {
    return fail(
        DiagnosticId.PROP_TYPE, property, text, "not a value of the property", "write " + wanted);
  }

  private static ParallaxException fail(
      DiagnosticId id, PropertyDescriptor property, String text, String fact, String fix) {
    return Diagnostic.of(
            id,
            fact
                + " property="
                + property.name()
                + " value="
                + ForeignText.line(text, SHOWN)
                + "; "
                + fix,
            "property",
            property.name(),
            "value",
            text)
        .toException();
  }
}
