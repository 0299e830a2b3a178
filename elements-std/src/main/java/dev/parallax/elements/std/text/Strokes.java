package dev.parallax.elements.std.text;

import java.util.Arrays;

/**
 * A character as straight pieces of its centre lines, in units of the font.
 *
 * @param width from its left edge to its right one
 * @param pieces x0, y0, x1, y1 of each piece; a dot is a piece without length
 */
record Strokes(float width, float[] pieces) {
  /** Moves and scales: what accents and fractions are made of. */
  Strokes placed(float dx, float dy, float scale) {
    float[] moved = new float[pieces.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = pieces[i] * scale + ((i & 1) == 0 ? dx : dy);
    }
    return new Strokes(width * scale, moved);
  }

  /** Both, with the width of this one. */
  Strokes with(Strokes other) {
    float[] all = Arrays.copyOf(pieces, pieces.length + other.pieces.length);
    System.arraycopy(other.pieces, 0, all, pieces.length, other.pieces.length);
    return new Strokes(width, all);
  }

  float highest() {
    float top = Float.NEGATIVE_INFINITY;
    for (int i = 1; i < pieces.length; i += 2) {
      top = Math.max(top, pieces[i]);
    }
    return top;
  }
}
