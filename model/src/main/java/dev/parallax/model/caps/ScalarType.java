package dev.parallax.model.caps;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types that caps text can name, and how their words are read. */
enum ScalarType {
  INT,
  FRACTION,
  STRING,
  BOOLEAN,
  BITMASK;

  /** The type by GStreamer's names and abbreviations, or null. */
  static @Nullable ScalarType of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "int", "i", "gint" -> INT;
      case "fraction", "gstfraction" -> FRACTION;
      case "string", "str", "s", "gchararray" -> STRING;
      case "boolean", "bool", "b", "gboolean" -> BOOLEAN;
      case "bitmask" -> BITMASK;
      default -> null;
    };
  }

  /** The type of a word that has none before it. */
  static ScalarType ofWord(String word) {
    int sign = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    int slash = word.indexOf('/');
    if (slash >= 0) {
      boolean both = isDigits(word, 0, slash) && isDigits(word, slash + 1, word.length());
      return both ? FRACTION : STRING;
    }
    if (isDigits(word, sign, word.length()) || isHex(word, sign)) {
      return INT;
    }
    return word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false") ? BOOLEAN : STRING;
  }

  static Object parseUntyped(String word) {
    return ofWord(word).parse(word);
  }

  /**
   * Reads a word as a scalar of this type.
   *
   * @throws IllegalArgumentException if it is none
   */
  Object parse(String word) {
    return switch (this) {
      case INT -> parseInt(word);
      case FRACTION -> Fraction.parse(word);
      case STRING -> word;
      case BOOLEAN -> parseBoolean(word);
      case BITMASK -> parseMask(word);
    };
  }

  private static boolean isDigits(String word, int from, int to) {
    return from < to && word.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isHex(String word, int from) {
    return word.regionMatches(true, from, "0x", 0, 2)
        && word.length() > from + 2
        && word.chars().skip(from + 2L).allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static Integer parseInt(String word) {
    try {
      int sign = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
      if (!isHex(word, sign)) {
        return Integer.parseInt(word);
      }
      String hex = word.substring(sign + 2);
      return word.startsWith("-")
          ? Integer.parseInt("-" + hex, 16)
          : Integer.parseUnsignedInt(hex, 16);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number of 32 bits", e);
    }
  }

  private static Boolean parseBoolean(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "t", "1" -> true;
      case "false", "no", "f", "0" -> false;
      default -> throw new IllegalArgumentException("not a boolean, write true or false");
    };
  }

  private static String parseMask(String word) {
    Long bits = FieldForms.maskBits(word);
    if (bits == null) {
      throw new IllegalArgumentException("not a bitmask of 64 bits, write for example 0x3f");
    }
    return "0x" + Long.toHexString(bits);
  }

  /** Characters that need no quotes (GStreamer's GST_ASCII_IS_STRING). */
  static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-+/:.".indexOf(c) >= 0;
  }
}
