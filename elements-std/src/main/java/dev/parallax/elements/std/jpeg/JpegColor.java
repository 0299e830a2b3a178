package dev.parallax.elements.std.jpeg;

/** What the components of a picture mean. */
enum JpegColor {
  GRAY,
  YCBCR,
  RGB,
  CMYK,
  YCCK
}
