package dev.parallax.elements.std.video.kernel;

/**
 * How a sample of a scaled picture is found. The bell of all but {@link #NEAREST} and {@link
 * #LINEAR} is widened when the picture shrinks, so that every sample of the source counts.
 */
public enum Interpolation {
  /** The nearest sample. */
  NEAREST,
  /** Linear between two samples, however much the picture shrinks. */
  LINEAR,
  /** Lanczos with two lobes on each side. */
  SINC_4,
  /** Lanczos, sinc times a sinc as wide as the envelope. */
  LANCZOS,
  /** A triangle. */
  TRIANGLE,
  /** Sinc, cut off at the envelope. */
  SINC,
  /** Cubic with B = 0, C = 0. */
  HERMITE,
  /** Cubic B-spline: B = 1, C = 0. */
  SPLINE,
  /** Catmull-Rom: B = 0, C = 1/2. */
  CATMULL_ROM,
  /** Mitchell-Netravali: B = C = 1/3. */
  MITCHELL;

  /** Samples on each side that count at the size of the source. */
  double reach(double envelope) {
    return switch (this) {
      case NEAREST -> 0.5;
      case LINEAR, TRIANGLE, HERMITE -> 1;
      case SINC_4, SPLINE, CATMULL_ROM, MITCHELL -> 2;
      case LANCZOS, SINC -> envelope;
    };
  }

  boolean widens() {
    return this != NEAREST && this != LINEAR;
  }

  /** Weight of a sample so far away, not normalized. */
  double weight(double distance, double envelope) {
    double x = Math.abs(distance);
    if (x >= reach(envelope) && this != NEAREST) {
      return 0;
    }
    return switch (this) {
      case NEAREST -> 1;
      case LINEAR, TRIANGLE -> 1 - x;
      case SINC_4 -> sinc(x) * sinc(x / 2);
      case LANCZOS -> sinc(x) * sinc(x / envelope);
      case SINC -> sinc(x);
      case HERMITE -> cubic(x, 0, 0);
      case SPLINE -> cubic(x, 1, 0);
      case CATMULL_ROM -> cubic(x, 0, 0.5);
      case MITCHELL -> cubic(x, 1 / 3.0, 1 / 3.0);
    };
  }

  private static double sinc(double x) {
    return x < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** Mitchell and Netravali, Reconstruction Filters in Computer Graphics, 1988, equation 8. */
  private static double cubic(double x, double b, double c) {
    return x < 1
        ? ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + 6 - 2 * b) / 6
        : ((-b - 6 * c) * x * x * x
                + (6 * b + 30 * c) * x * x
                + (-12 * b - 48 * c) * x
                + 8 * b
                + 24 * c)
            / 6;
  }
}
