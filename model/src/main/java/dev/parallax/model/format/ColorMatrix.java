package dev.parallax.model.format;

/**
 * How much red and blue weigh in luma (green has the rest), in the order of GStreamer's
 * GstVideoColorMatrix.
 */
public enum ColorMatrix {
  /** Not known. */
  UNKNOWN(0, 0),
  /** The components are red, green and blue: there is no luma. */
  RGB(0, 0),
  /** FCC, title 47, part 73.682. */
  FCC(0.30, 0.11),
  /** ITU-R BT.709-6, section 3.2. */
  BT709(0.2126, 0.0722),
  /** ITU-R BT.601-7, section 2.5.1. */
  BT601(0.299, 0.114),
  /** SMPTE 240M. */
  SMPTE240M(0.212, 0.087),
  /** ITU-R BT.2020-2, table 4, non-constant luminance. */
  BT2020(0.2627, 0.0593);

  private final double red;
  private final double blue;

  ColorMatrix(double red, double blue) {
    this.red = red;
    this.blue = blue;
  }

  /** Weight of red in luma, 0 to 1; 0 where there is no luma. */
  public double red() {
    return red;
  }

  /** Weight of blue in luma, 0 to 1; 0 where there is no luma. */
  public double blue() {
    return blue;
  }
}
