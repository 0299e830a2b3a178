package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.ColorMatrix;
import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.Colorimetry;
import dev.parallax.model.format.PixelFormats;

/**
 * What the numbers of a format mean.
 *
 * @param kr weight of red in luma
 * @param kb weight of blue in luma
 * @param full whether black is 0
 * @param steps levels in the place of an 8-bit level: 1, or 4 with 10 bits
 */
record ColorSpace(double kr, double kb, boolean full, int steps) {
  /**
   * The space of a format.
   *
   * @throws IllegalArgumentException for YUV that is RGB in disguise, and RGB with limited range
   */
  static ColorSpace of(PixelFormat format, Colorimetry colors) {
    boolean rgb = PixelFormats.isRgb(format);
    boolean full = colors.range() == ColorRange.FULL;
    ColorMatrix matrix = colors.matrix();
    if (rgb ? !full : matrix == ColorMatrix.RGB || matrix == ColorMatrix.UNKNOWN) {
      throw new IllegalArgumentException(
          "colorimetry can't be converted format=" + format + " colorimetry=" + colors);
    }
    int steps = 1 << PixelFormats.bits(format) - 8;
    return new ColorSpace(matrix.red(), matrix.blue(), full, steps);
  }

  /** Levels from black to white. */
  int lumaLevels() {
    return full ? 256 * steps - 1 : 219 * steps;
  }

  /** Levels from the least to the most of a chroma component. */
  int chromaLevels() {
    return full ? 256 * steps - 1 : 224 * steps;
  }

  /** Level of black. */
  int black() {
    return full ? 0 : 16 * steps;
  }

  /** Whether levels of the other are these times a power of two. */
  boolean likeExceptBits(ColorSpace other) {
    return kr == other.kr
        && kb == other.kb
        && full == other.full
        && (!full || steps == other.steps);
  }

  /** Factor of {@code (y * by + add) >> 16} from this luma to the other. */
  int lumaFactor(ColorSpace to) {
    return (int) Math.rint((double) to.lumaLevels() / lumaLevels() * 65_536);
  }

  /** Addend of the same. */
  int lumaAdd(ColorSpace to) {
    return (to.black() << 16) - black() * lumaFactor(to) + (1 << 15);
  }
}
