package dev.parallax.elements.std.text;

/** Where lines stand beside each other. */
public enum TextLineAlign {
  /** Left edges in a line. */
  LEFT,
  /** Middles in a line. */
  CENTER,
  /** Right edges in a line. */
  RIGHT
}
