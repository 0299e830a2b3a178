package dev.parallax.elements.std.video;

/** How {@code videoscale} finds a pixel of the result. */
public enum ScaleMethod {
  /** The nearest pixel. */
  NEAREST_NEIGHBOUR,
  /** Linear interpolation between two pixels in both directions. */
  BILINEAR
}
