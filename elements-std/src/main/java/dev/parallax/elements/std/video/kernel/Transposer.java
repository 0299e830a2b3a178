package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Exchanges columns and rows of planes, in tiles so that both stay in the cache; bytes in squares
 * of eight by eight in registers.
 */
final class Transposer {
  private static final int TILE = 32;
  private static final int SQUARE = 8;
  private static final long BYTES = 0x00ff00ff00ff00ffL;
  private static final long PAIRS = 0x0000ffff0000ffffL;
  private static final long FOURS = 0x00000000ffffffffL;
  private static final ValueLayout.OfLong LE =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final long[] square = new long[SQUARE];

  /** Fills a plane of {@code to}; {@code unit} bytes move together. */
  void plane(Picture from, Picture to, int p, int unit, Flipper.Turn turn) {
    int columns = to.rowBytes(p) / unit;
    int rows = to.rows(p);
    for (int y = 0; y < rows; y += TILE) {
      for (int x = 0; x < columns; x += TILE) {
        int right = Math.min(x + TILE, columns);
        int bottom = Math.min(y + TILE, rows);
        if (unit == 1) {
          byteTile(from, to, p, x, right, y, bottom, turn);
        } else {
          tile(from, to, p, unit, x, right, y, bottom, turn);
        }
      }
    }
  }

  private void byteTile(
      Picture from,
      Picture to,
      int p,
      int left,
      int right,
      int top,
      int bottom,
      Flipper.Turn turn) {
    int wholeRight = left + (right - left) / SQUARE * SQUARE;
    int wholeBottom = top + (bottom - top) / SQUARE * SQUARE;
    for (int y = top; y < wholeBottom; y += SQUARE) {
      for (int x = left; x < wholeRight; x += SQUARE) {
        squareOf(from, to, p, x, y, turn);
      }
    }
    tile(from, to, p, 1, wholeRight, right, top, wholeBottom, turn);
    tile(from, to, p, 1, left, right, wholeBottom, bottom, turn);
  }

  private void squareOf(Picture from, Picture to, int p, int x, int y, Flipper.Turn turn) {
    int sourceRows = from.rows(p);
    int sourceColumns = from.rowBytes(p);
    int column = turn.mirrorX() ? sourceColumns - SQUARE - y : y;
    for (int i = 0; i < SQUARE; i++) {
      int row = turn.mirrorY() ? sourceRows - 1 - x - i : x + i;
      long eight = from.segment().get(LE, from.row(p, row) + column);
      square[i] = turn.mirrorX() ? Long.reverseBytes(eight) : eight;
    }
    for (int i = 0; i < SQUARE; i += 2) {
      exchange(i, i + 1, 8, BYTES);
    }
    for (int i = 0; i < SQUARE; i++) {
      if ((i & 2) == 0) {
        exchange(i, i + 2, 16, PAIRS);
      }
    }
    for (int i = 0; i < SQUARE / 2; i++) {
      exchange(i, i + 4, 32, FOURS);
    }
    for (int i = 0; i < SQUARE; i++) {
      to.segment().set(LE, to.row(p, y + i) + x, square[i]);
    }
  }

  /** Exchanges the upper half of {@code a} with the lower one of {@code b}. */
  private void exchange(int a, int b, int shift, long mask) {
    long other = (square[a] >>> shift ^ square[b]) & mask;
    square[b] ^= other;
    square[a] ^= other << shift;
  }

  private static void tile(
      Picture from,
      Picture to,
      int p,
      int unit,
      int left,
      int right,
      int top,
      int bottom,
      Flipper.Turn turn) {
    MemorySegment in = from.segment();
    MemorySegment out = to.segment();
    int lastRow = from.rows(p) - 1;
    int lastColumn = from.rowBytes(p) / unit - 1;
    for (int y = top; y < bottom; y++) {
      long column = (long) (turn.mirrorX() ? lastColumn - y : y) * unit;
      long at = to.row(p, y) + (long) left * unit;
      for (int x = left; x < right; x++, at += unit) {
        long source = from.row(p, turn.mirrorY() ? lastRow - x : x) + column;
        switch (unit) {
          case 1 -> out.set(JAVA_BYTE, at, in.get(JAVA_BYTE, source));
          case 2 -> out.set(JAVA_SHORT_UNALIGNED, at, in.get(JAVA_SHORT_UNALIGNED, source));
          case 4 -> out.set(JAVA_INT_UNALIGNED, at, in.get(JAVA_INT_UNALIGNED, source));
          default -> {
            out.set(JAVA_BYTE, at, in.get(JAVA_BYTE, source));
            out.set(JAVA_BYTE, at + 1, in.get(JAVA_BYTE, source + 1));
            out.set(JAVA_BYTE, at + 2, in.get(JAVA_BYTE, source + 2));
          }
        }
      }
    }
  }
}
