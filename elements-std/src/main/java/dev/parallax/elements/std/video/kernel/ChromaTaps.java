package dev.parallax.elements.std.video.kernel;

import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;

/**
 * Which rows of chroma make a row of chroma elsewhere, and by how many quarters. Between rows of
 * half the height it interpolates; where two rows become one it takes their mean, or, around a row
 * that chroma lies on, that row and the two beside it.
 */
final class ChromaTaps {
  private final boolean fromHalf;
  private final boolean toHalf;
  private final boolean nearest;
  private final int fromQuarters;
  private final int toQuarters;
  private final int last;

  /** The first row. */
  int a;

  /** The second row. */
  int b;

  /** Quarters of the first row; the second has the rest. */
  int byA;

  /** A row that counts as much as the other two together, or -1. */
  int middle;

  /** Taps between two formats; a target without chroma has it everywhere. */
  static ChromaTaps between(VideoFormat from, VideoFormat to, boolean linear) {
    boolean fromHalf = PixelFormats.chromaShiftY(from.format()) == 1;
    return new ChromaTaps(
        fromHalf,
        from.chromaSite().verticallyCosited(),
        PixelFormats.chromaShiftY(to.format()) == 1,
        to.chromaSite().verticallyCosited(),
        !linear,
        fromHalf ? (from.height() + 1) >> 1 : from.height());
  }

  /**
   * Taps.
   *
   * @param fromHalf whether the source's chroma has half the height
   * @param fromCosited whether it then lies on the upper row
   * @param nearest repeats rows, and means of two rows, wherever chroma lies
   * @param rows rows of chroma of the source
   */
  ChromaTaps(
      boolean fromHalf,
      boolean fromCosited,
      boolean toHalf,
      boolean toCosited,
      boolean nearest,
      int rows) {
    this.fromHalf = fromHalf;
    this.toHalf = toHalf;
    this.nearest = nearest;
    // In quarters of a row of luma: chroma rows of half the height are 8 apart.
    fromQuarters = fromCosited ? 0 : 2;
    toQuarters = toCosited ? 0 : 2;
    last = rows - 1;
  }

  /** Whether every row is a row of the source. */
  boolean straight() {
    return fromHalf == toHalf && (!fromHalf || nearest || fromQuarters == toQuarters);
  }

  /** Whether two rows become one, their mean. */
  boolean mean() {
    return !fromHalf && toHalf && (toQuarters != 0 || nearest);
  }

  /** Finds the rows for row {@code r} of the target's chroma. */
  void at(int r) {
    middle = -1;
    if (straight()) {
      pair(r, r, 4);
    } else if (!fromHalf) {
      if (toQuarters == 0 && !nearest) {
        pair(2 * r - 1, 2 * r + 1, 2);
        middle = 2 * r;
      } else {
        pair(2 * r, 2 * r + 1, 2);
      }
    } else if (nearest) {
      pair(r >> 1, r >> 1, 4);
    } else {
      int distance = (toHalf ? 8 * r + toQuarters : 4 * r) - fromQuarters;
      int above = distance >> 3;
      pair(above, above + 1, 4 - (distance & 7) / 2);
    }
  }

  private void pair(int first, int second, int quarters) {
    a = Math.clamp(first, 0, last);
    b = Math.clamp(second, 0, last);
    byA = quarters;
  }
}
