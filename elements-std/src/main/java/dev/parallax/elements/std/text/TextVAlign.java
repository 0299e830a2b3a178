package dev.parallax.elements.std.text;

/** Where text stands from top to bottom. */
public enum TextVAlign {
  /** Base line of the last line {@code ypad} above the lower edge. */
  BASELINE,
  /** Bottom of the last line {@code ypad} above the lower edge. */
  BOTTOM,
  /** {@code ypad} below the upper edge. */
  TOP,
  /** Its middle at {@code ypos} of the height, kept inside of the picture. */
  POSITION,
  /** In the middle. */
  CENTER,
  /** At {@code y-absolute} of the free height: 0 is the upper edge, 1 the lower one. */
  ABSOLUTE
}
