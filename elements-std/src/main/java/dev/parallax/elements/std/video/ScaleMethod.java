package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Interpolation;

/** How {@code videoscale} finds a pixel of the result. */
public enum ScaleMethod {
  /** The nearest pixel. */
  NEAREST_NEIGHBOUR(Interpolation.NEAREST),
  /** Linear interpolation between two pixels in both directions. */
  BILINEAR(Interpolation.LINEAR),
  /** Sinc with a window of two lobes on each side. */
  _4_TAP(Interpolation.SINC_4),
  /** Lanczos. */
  LANCZOS(Interpolation.LANCZOS),
  /** Linear weights over all pixels that a pixel of the result covers. */
  BILINEAR2(Interpolation.TRIANGLE),
  /** Sinc without a window. */
  SINC(Interpolation.SINC),
  /** Cubic, B = C = 0. */
  HERMITE(Interpolation.HERMITE),
  /** Cubic B-spline: soft. */
  SPLINE(Interpolation.SPLINE),
  /** Catmull-Rom. */
  CATROM(Interpolation.CATMULL_ROM),
  /** Mitchell-Netravali. */
  MITCHELL(Interpolation.MITCHELL);

  private final Interpolation interpolation;

  ScaleMethod(Interpolation interpolation) {
    this.interpolation = interpolation;
  }

  Interpolation interpolation() {
    return interpolation;
  }
}
