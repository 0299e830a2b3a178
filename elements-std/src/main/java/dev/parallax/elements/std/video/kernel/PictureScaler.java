package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;

/**
 * Scales pictures of one format and size to another size, and paints black borders around a part.
 * Every component is scaled by itself, centre to centre. One thread at a time; nothing is
 * allocated.
 */
public interface PictureScaler {
  /** Scales one picture; they must have this scaler's format and sizes and must not overlap. */
  void scale(Picture input, Picture output);

  /**
   * The fastest scaler.
   *
   * @param envelope samples on each side for {@link Interpolation#LANCZOS} and {@link
   *     Interpolation#SINC}, 1 to 5
   * @param box where the scaled picture lies in the result
   */
  static PictureScaler of(
      PixelFormat format,
      int fromWidth,
      int fromHeight,
      int toWidth,
      int toHeight,
      Interpolation way,
      double envelope,
      Letterbox box) {
    return Scalers.of(
        format,
        fromWidth,
        fromHeight,
        toWidth,
        toHeight,
        way,
        envelope,
        box,
        new RowChoice(VectorSupport.rows()));
  }
}
