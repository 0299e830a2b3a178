package dev.parallax.elements.std.png;

/** The passes of interlaced pictures (ISO/IEC 15948, section 8.2). */
enum Adam7 {
  FIRST(0, 0, 8, 8),
  SECOND(4, 0, 8, 8),
  THIRD(0, 4, 4, 8),
  FOURTH(2, 0, 4, 4),
  FIFTH(0, 2, 2, 4),
  SIXTH(1, 0, 2, 2),
  SEVENTH(0, 1, 1, 2);

  /** Column of the pass's first pixel. */
  final int x;

  /** Row of the pass's first pixel. */
  final int y;

  /** Columns from pixel to pixel. */
  final int stepX;

  /** Rows from row to row. */
  final int stepY;

  Adam7(int x, int y, int stepX, int stepY) {
    this.x = x;
    this.y = y;
    this.stepX = stepX;
    this.stepY = stepY;
  }

  /** Pixels in a row of the pass, perhaps none. */
  int columns(int width) {
    return (width - x + stepX - 1) / stepX;
  }

  /** Rows of the pass, perhaps none. */
  int rows(int height) {
    return (height - y + stepY - 1) / stepY;
  }
}
