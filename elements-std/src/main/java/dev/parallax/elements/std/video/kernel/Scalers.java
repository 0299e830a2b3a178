package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;

/** Which {@link PictureScaler} does what. */
final class Scalers {
  private Scalers() {}

  /** The fastest scaler, on the loops of a choice: see {@link PictureScaler#of}. */
  static PictureScaler of(
      PixelFormat format,
      int fromWidth,
      int fromHeight,
      int toWidth,
      int toHeight,
      Interpolation way,
      double envelope,
      Letterbox box,
      RowChoice choice) {
    if (way == Interpolation.NEAREST) {
      return new NearestScaler(format, fromWidth, fromHeight, toWidth, toHeight, box, choice);
    }
    return WindowScaler.suits(format, fromWidth, fromHeight, way, box)
        ? new WindowScaler(
            format, fromWidth, fromHeight, toWidth, toHeight, way, envelope, box, choice)
        : new TapScaler(
            format, fromWidth, fromHeight, toWidth, toHeight, way, envelope, box, choice);
  }
}
