package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Dither;
import dev.parallax.elements.std.video.kernel.DitherPattern;
import dev.parallax.elements.std.video.kernel.ErrorDiffusion;

/** How {@code videoconvert} hides that bits are lost. */
public enum VideoDither {
  /** Not at all: samples are rounded. */
  NONE,
  /** What a sample has lost goes to the one below. */
  VERTERR,
  /** What a sample has lost goes to four of its neighbours (Floyd and Steinberg, 1976). */
  FLOYD_STEINBERG,
  /** What a sample has lost goes to three of its neighbours. */
  SIERRA_LITE,
  /** A regular pattern decides (Bayer, 1973): nothing moves where the picture does not. */
  BAYER;

  /** The way it is done for pictures of a width; {@link #NONE} has none. */
  Dither make(int width) {
    return switch (this) {
      case NONE -> throw new IllegalStateException("nothing is to be dithered");
      case VERTERR -> new ErrorDiffusion(width, 0, 0, 16, 0);
      case FLOYD_STEINBERG -> new ErrorDiffusion(width, 7, 3, 5, 1);
      case SIERRA_LITE -> new ErrorDiffusion(width, 8, 4, 4, 0);
      case BAYER -> new DitherPattern();
    };
  }
}
