package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/**
 * Mirrors and turns pictures. Samples are moved, not changed, but for the chroma of packed 4:2:2:
 * there a pair of the result gets the mean of what its two pixels had. One thread at a time;
 * nothing is allocated.
 */
public final class Flipper {
  /**
   * Where a pixel of the result comes from: first mirrored, then, if transposed, with columns and
   * rows exchanged.
   *
   * @param transposed columns become rows
   * @param mirrorX the source is read from the right to the left
   * @param mirrorY the source is read from the bottom to the top
   */
  public record Turn(boolean transposed, boolean mirrorX, boolean mirrorY) {
    /** Whether nothing is to be done. */
    public boolean isNothing() {
      return !transposed && !mirrorX && !mirrorY;
    }
  }

  private final PixelFormat format;
  private final Turn turn;
  private final Transposer transposer = new Transposer();
  private final PairFlipper pairs;

  /** A flipper for pictures of one format. */
  public Flipper(PixelFormat format, Turn turn) {
    this.format = format;
    this.turn = turn;
    pairs = new PairFlipper(format, turn);
  }

  /** Turns {@code from} into {@code to}, which has its sides exchanged if the turn says so. */
  public void flip(Picture from, Picture to) {
    boolean sameWay = from.width() == to.width() && from.height() == to.height();
    boolean otherWay = from.width() == to.height() && from.height() == to.width();
    if (!(turn.transposed ? otherWay : sameWay)) {
      throw new IllegalArgumentException(
          "picture does not fit its turn from=%dx%d to=%dx%d"
              .formatted(from.width(), from.height(), to.width(), to.height()));
    }
    boolean packed = format == PixelFormat.YUYV || format == PixelFormat.UYVY;
    if (packed && (turn.transposed || turn.mirrorX)) {
      pairs.flip(from, to);
      return;
    }
    for (int p = 0; p < from.planes(); p++) {
      if (turn.transposed) {
        transposer.plane(from, to, p, unit(p), turn);
      } else {
        mirror(from, to, p, packed ? 1 : unit(p));
      }
    }
  }

  /** Bytes that move together. */
  private int unit(int plane) {
    return switch (format) {
      case RGBA, BGRA -> 4;
      case RGB -> 3;
      case I420_10LE -> 2;
      case NV12 -> plane + 1;
      default -> 1;
    };
  }

  private void mirror(Picture from, Picture to, int p, int unit) {
    int rows = from.rows(p);
    int bytes = from.rowBytes(p);
    for (int r = 0; r < rows; r++) {
      long in = from.row(p, turn.mirrorY ? rows - 1 - r : r);
      long out = to.row(p, r);
      if (turn.mirrorX) {
        reverse(from.segment(), in, to.segment(), out, bytes, unit);
      } else {
        MemorySegment.copy(from.segment(), in, to.segment(), out, bytes);
      }
    }
  }

  private static void reverse(
      MemorySegment in, long at, MemorySegment out, long outAt, int bytes, int unit) {
    switch (unit) {
      case 1 -> reverse1(in, at, out, outAt, bytes);
      case 2 -> reverse2(in, at, out, outAt, bytes);
      case 3 -> reverse3(in, at, out, outAt, bytes);
      default -> reverse4(in, at, out, outAt, bytes);
    }
  }

  private static void reverse1(MemorySegment in, long at, MemorySegment out, long outAt, int n) {
    int i = 0;
    for (; i <= n - 8; i += 8) {
      long eight = in.get(JAVA_LONG_UNALIGNED, at + n - 8 - i);
      out.set(JAVA_LONG_UNALIGNED, outAt + i, Long.reverseBytes(eight));
    }
    for (; i < n; i++) {
      out.set(JAVA_BYTE, outAt + i, in.get(JAVA_BYTE, at + n - 1 - i));
    }
  }

  private static void reverse2(MemorySegment in, long at, MemorySegment out, long outAt, int n) {
    for (int i = 0; i < n; i += 2) {
      out.set(JAVA_SHORT_UNALIGNED, outAt + i, in.get(JAVA_SHORT_UNALIGNED, at + n - 2 - i));
    }
  }

  private static void reverse3(MemorySegment in, long at, MemorySegment out, long outAt, int n) {
    for (int i = 0; i < n; i += 3) {
      long from = at + n - 3 - i;
      out.set(JAVA_BYTE, outAt + i, in.get(JAVA_BYTE, from));
      out.set(JAVA_BYTE, outAt + i + 1, in.get(JAVA_BYTE, from + 1));
      out.set(JAVA_BYTE, outAt + i + 2, in.get(JAVA_BYTE, from + 2));
    }
  }

  private static void reverse4(MemorySegment in, long at, MemorySegment out, long outAt, int n) {
    for (int i = 0; i < n; i += 4) {
      out.set(JAVA_INT_UNALIGNED, outAt + i, in.get(JAVA_INT_UNALIGNED, at + n - 4 - i));
    }
  }
}
