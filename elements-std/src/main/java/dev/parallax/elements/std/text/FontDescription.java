package dev.parallax.elements.std.text;

import java.util.Locale;

/**
 * What a font description asks for that this font can do. There is one family: of its name only
 * counts whether it is fixed-pitch.
 *
 * @param pixels size in pixels
 * @param bold thick strokes
 * @param fixed fixed pitch
 */
record FontDescription(double pixels, boolean bold, boolean fixed) {
  /** Pixels of a point at 96 dots per inch. */
  private static final double POINT = 96.0 / 72;

  /** Reads {@code "Family Style Size"}; what is not there comes from {@code other}. */
  static FontDescription of(String text, String other) {
    FontDescription standard =
        other.isEmpty() ? new FontDescription(12 * POINT, false, false) : of(other, "");
    if (text.isBlank()) {
      return standard;
    }
    String[] words = text.trim().toLowerCase(Locale.ROOT).split("[ ,]+");
    double size = size(words[words.length - 1]);
    boolean family = words.length > 1 || size <= 0;
    boolean bold = false;
    boolean fixed = standard.fixed;
    for (int i = 0; family && i < words.length; i++) {
      bold |= words[i].matches("(semi-?|extra-?|ultra-?)?bold|black|heavy");
      fixed = i == 0 ? fixedPitch(words[0]) : fixed | fixedPitch(words[i]);
    }
    return new FontDescription(size > 0 ? size : standard.pixels, bold, fixed);
  }

  private static boolean fixedPitch(String word) {
    return word.contains("mono") || word.equals("courier") || word.equals("fixed");
  }

  /** Pixels, or 0 when it is no size. */
  private static double size(String word) {
    boolean pixels = word.endsWith("px");
    String number = pixels ? word.substring(0, word.length() - 2) : word;
    if (!number.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
      return 0;
    }
    return Double.parseDouble(number) * (pixels ? 1 : POINT);
  }
}
