package dev.parallax.model.caps;

import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Names in caps, and the one form of fields that people write in several:
 *
 * <ul>
 *   <li>{@code framerate} and {@code pixel-aspect-ratio} are fractions: {@code 30} is {@code 30/1};
 *   <li>{@code channel-mask} is a String of lower-case hex digits after {@code 0x}, because it has
 *       64 bits: {@code 63} is {@code "0x3f"};
 *   <li>{@code format}: GStreamer's {@code YUY2} is {@code YUYV};
 *   <li>{@code chroma-site}: {@code none} is {@code jpeg}, {@code h-cosited} is {@code mpeg2}, both
 *       flags together are {@code cosited};
 *   <li>everywhere, a range of one value is that value.
 * </ul>
 */
final class FieldForms {
  static final String MASK = "channel-mask";
  private static final int MAX_NAME = 255;

  private FieldForms() {}

  static void checkType(String type) {
    boolean slash = type.indexOf('/') > 0 && !type.endsWith("/");
    if (!type.equals(MediaCaps.ANY_TYPE) && !(slash && isName(type, "/-+._"))) {
      throw new IllegalArgumentException("not a media type type=\"" + shorten(type) + "\"");
    }
  }

  static void checkField(String name) {
    if (!isName(name, "-_.+:")) {
      throw new IllegalArgumentException(
          "not a name of a caps field name=\"" + shorten(name) + "\"");
    }
  }

  private static String shorten(String text) {
    return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME) + "...";
  }

  private static boolean isName(String text, String punctuation) {
    if (text.isEmpty() || text.length() > MAX_NAME || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && punctuation.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static CapsValue normalise(String field, CapsValue written) {
    CapsValue one = written.isFixed() ? written.fixate() : null; // a range of one value
    CapsValue value = one == null ? written : one;
    return switch (field) {
      case "framerate", "pixel-aspect-ratio" -> fractions(value);
      case MASK -> masks(value);
      case "format" -> scalars(value, v -> v.equals("YUY2") ? "YUYV" : v);
      case "chroma-site" -> scalars(value, FieldForms::site);
      default -> value;
    };
  }

  private static Object site(Object value) {
    return switch (value.toString()) {
      case "none" -> "jpeg";
      case "h-cosited" -> "mpeg2";
      case "h-cosited+v-cosited", "v-cosited+h-cosited" -> "cosited";
      default -> value;
    };
  }

  private static CapsValue fractions(CapsValue value) {
    if (value instanceof IntRange r && r.min() >= 0 && r.step() == 1) {
      Fraction prefer = r.prefer() == null ? null : new Fraction(r.prefer(), 1);
      return CapsValue.range(new Fraction(r.min(), 1), new Fraction(r.max(), 1), prefer);
    }
    return scalars(value, v -> v instanceof Integer i && i >= 0 ? new Fraction(i, 1) : v);
  }

  private static CapsValue masks(CapsValue value) {
    return switch (value) {
      case Fixed f -> scalars(f, FieldForms::mask);
      case OneOf o -> scalars(o, FieldForms::mask);
      default -> throw new IllegalArgumentException("a bitmask has no range value=" + value);
    };
  }

  private static Object mask(Object value) {
    Long bits = maskBits(value);
    if (bits == null) {
      throw new IllegalArgumentException("not a bitmask of 64 bits, write for example 0x3f");
    }
    return "0x" + Long.toHexString(bits);
  }

  /** The bits of a mask as an int, decimal or {@code 0x} text, or null if it is not one. */
  static @Nullable Long maskBits(Object value) {
    if (value instanceof Integer i) {
      return Integer.toUnsignedLong(i);
    }
    if (!(value instanceof String text)) {
      return null;
    }
    try {
      return text.regionMatches(true, 0, "0x", 0, 2)
          ? Long.parseUnsignedLong(text, 2, text.length(), 16)
          : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static CapsValue scalars(CapsValue value, UnaryOperator<Object> form) {
    if (value instanceof Fixed f) {
      Object formed = form.apply(f.value());
      return formed == f.value() ? f : new Fixed(formed);
    }
    if (value instanceof OneOf o) {
      List<Object> values = new ArrayList<>(o.values());
      values.replaceAll(form);
      CapsValue formed = values.equals(o.values()) ? o : CapsValue.of(values);
      return formed == null ? o : formed;
    }
    return value;
  }
}
