package dev.parallax.elements.std.text;

/** Where text stands across the picture. */
public enum TextHAlign {
  /** {@code xpad} from the left edge. */
  LEFT,
  /** In the middle. */
  CENTER,
  /** {@code xpad} from the right edge. */
  RIGHT,
  /** Its middle at {@code xpos} of the width, kept inside of the picture. */
  POSITION,
  /** At {@code x-absolute} of the free width: 0 is the left edge, 1 the right one. */
  ABSOLUTE
}
