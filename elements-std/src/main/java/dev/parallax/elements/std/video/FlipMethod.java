package dev.parallax.elements.std.video;

/** The older names of what {@link VideoOrientation} has. */
public enum FlipMethod {
  /** As they are. */
  NONE(VideoOrientation.IDENTITY),
  /** A quarter turn to the right. */
  CLOCKWISE(VideoOrientation._90R),
  /** Half a turn. */
  ROTATE_180(VideoOrientation._180),
  /** A quarter turn to the left. */
  COUNTERCLOCKWISE(VideoOrientation._90L),
  /** Left and right are swapped. */
  HORIZONTAL_FLIP(VideoOrientation.HORIZ),
  /** Top and bottom are swapped. */
  VERTICAL_FLIP(VideoOrientation.VERT),
  /** Across the diagonal from the upper left to the lower right corner. */
  UPPER_LEFT_DIAGONAL(VideoOrientation.UL_LR),
  /** Across the diagonal from the upper right to the lower left corner. */
  UPPER_RIGHT_DIAGONAL(VideoOrientation.UR_LL);

  private final VideoOrientation orientation;

  FlipMethod(VideoOrientation orientation) {
    this.orientation = orientation;
  }

  VideoOrientation orientation() {
    return orientation;
  }
}
