package dev.parallax.elements.std.text;

import org.jspecify.annotations.Nullable;

/**
 * The stroke font at one size. Characters are drawn when they are first asked for; later nothing is
 * allocated. One thread at a time.
 */
final class Font {
  /** Sizes beyond this would only fill the memory. */
  static final int MAX_SIZE = 400;

  private static final int UNITS = 20;

  /** Space on both sides of a letter's strokes, in units. */
  private static final float BEARING = 2;

  private static final float FIXED = 12;
  private static final float REGULAR = 0.9f;
  private static final float BOLD = 1.5f;

  /** How much wider dots are than strokes: as wide, they would look smaller. */
  private static final float DOT = 0.35f;

  private static final int KNOWN = 256;

  private final float unit;
  private final float radius;
  private final float outline;
  private final boolean fixed;
  private final @Nullable GlyphMask[] masks = new GlyphMask[2 * (KNOWN + 1)];

  /**
   * A font.
   *
   * @param size em in pixels, 4 to {@link #MAX_SIZE}
   * @param fixed whether all characters are as wide as a digit
   * @param outline width of the border around letters in pixels
   */
  Font(double size, boolean bold, boolean fixed, double outline) {
    unit = (float) Math.clamp(size, 4, MAX_SIZE) / UNITS;
    // Thinner strokes than half a pixel would fade away.
    radius = Math.max(0.45f, (bold ? BOLD : REGULAR) * unit);
    this.outline = (float) outline;
    this.fixed = fixed;
  }

  /** Pixels from the top of a line to its base line. */
  int ascent() {
    return Math.round(18.5f * unit);
  }

  /** Pixels from the base line to the bottom of a line. */
  int descent() {
    return Math.round(5.5f * unit);
  }

  int lineHeight() {
    return ascent() + descent();
  }

  /** Pixels to the next character. */
  int advance(char c) {
    return Math.round((fixed ? FIXED : Glyphs.of(c).width() + 2 * BEARING) * unit);
  }

  /** Where the pen of a character stands, from the left of its cell. */
  int bearing(char c) {
    return Math.round((fixed ? (FIXED - Glyphs.of(c).width()) / 2 : BEARING) * unit);
  }

  GlyphMask fill(char c) {
    return mask(c, 0, radius);
  }

  /** The character with its border. */
  GlyphMask outline(char c) {
    return mask(c, KNOWN + 1, radius + outline);
  }

  private GlyphMask mask(char c, int first, float halfWidth) {
    boolean known = c < KNOWN && Glyphs.has(c);
    int at = first + (known ? c : KNOWN);
    GlyphMask mask = masks[at];
    if (mask == null) {
      mask =
          GlyphMask.draw(
              Glyphs.of(known ? c : Glyphs.MISSING), unit, halfWidth, halfWidth + DOT * radius);
      masks[at] = mask;
    }
    return mask;
  }
}
