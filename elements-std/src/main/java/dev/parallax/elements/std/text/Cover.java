package dev.parallax.elements.std.text;

import java.util.Arrays;

/** How much of each pixel of a part of the picture is covered, 0 to 255. Its memory only grows. */
final class Cover {
  private int x;
  private int y;
  private int width;
  private int height;
  private byte[] levels = new byte[0];

  /** Empties it and places it in the picture. */
  void clear(int left, int top, int columns, int rows) {
    x = left;
    y = top;
    width = columns;
    height = rows;
    if (levels.length < columns * rows) {
      levels = new byte[columns * rows];
    } else {
      Arrays.fill(levels, 0, columns * rows, (byte) 0);
    }
  }

  /** Adds a character; what lies outside is cut off. */
  void add(GlyphMask glyph, int penX, int penY) {
    int left = penX + glyph.left() - x;
    int top = penY + glyph.top() - y;
    int firstColumn = Math.max(0, -left);
    int lastColumn = Math.min(glyph.width(), width - left);
    int lastRow = Math.min(glyph.height(), height - top);
    for (int r = Math.max(0, -top); r < lastRow; r++) {
      int to = (top + r) * width + left;
      int from = r * glyph.width();
      for (int c = firstColumn; c < lastColumn; c++) {
        byte level = glyph.cover()[from + c];
        if ((level & 0xff) > (levels[to + c] & 0xff)) {
          levels[to + c] = level;
        }
      }
    }
  }

  /** Cover of a pixel of the picture; 0 outside. */
  int at(int column, int row) {
    int c = column - x;
    int r = row - y;
    return c < 0 || r < 0 || c >= width || r >= height ? 0 : levels[r * width + c] & 0xff;
  }
}
