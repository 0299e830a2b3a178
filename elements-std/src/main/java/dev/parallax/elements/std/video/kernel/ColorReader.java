package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;

/**
 * What rows of chroma of a byte add to the red, green and blue of every pixel. Each row of chroma
 * is done once, though up to four rows of a picture need it: the two that were made last are kept.
 */
final class ColorReader {
  /** Room before a row, and what vector loops read and write beyond its end. */
  private static final int ROOM = 64;

  private final PixelFormat format;
  private final ChromaTaps taps;
  private final Spread spread;
  private final YuvToColors matrix;
  private final int width;
  private final int pairs;
  private final MemorySegment memory;
  private final long pairStride;
  private final long stride;
  private final long firstRow;
  private final MemorySegment planes;
  private final long planeStride;
  private final long lumaStride;
  private final int[] held = {-1, -1};
  private long near;
  private long far;

  ColorReader(VideoFormat from, VideoFormat to, boolean linear, YuvToColors matrix) {
    format = from.format();
    taps = ChromaTaps.between(from, to, linear);
    spread = Spread.of(from, linear);
    this.matrix = matrix;
    width = from.width();
    pairs = (width + 1) >> 1;
    pairStride = Scratch.align(2L * pairs + 2 * ROOM);
    stride = Scratch.align(2L * width + ROOM);
    firstRow = 3 * pairStride;
    memory = Scratch.allocate(firstRow + 6 * stride);
    planeStride = Scratch.align(pairs);
    lumaStride = LumaReader.packed(format) ? Scratch.align(width) : 0;
    planes = Scratch.allocate(2 * planeStride + 2 * lumaStride);
  }

  /** To be called before the first row of a picture. */
  void begin() {
    held[0] = -1;
    held[1] = -1;
  }

  /** Where {@link #near} and {@link #far} lie. */
  MemorySegment memory() {
    return memory;
  }

  /** Bytes from red to green, and to blue. */
  long stride() {
    return stride;
  }

  /** Reads what row {@code r} needs; valid until the next call. */
  void read(ColorRows loops, Picture from, int r) {
    taps.at(r);
    boolean aIsNear = taps.byA >= 2;
    near = at(loops, from, aIsNear ? taps.a : taps.b);
    far = taps.byA == 4 ? near : at(loops, from, aIsNear ? taps.b : taps.a);
  }

  /** Colors of the row of chroma that counts more. */
  long near() {
    return near;
  }

  /** Those of the other, or of the same. */
  long far() {
    return far;
  }

  /** Quarters that the near one counts for; the far one has the rest. */
  int byNear() {
    return Math.max(taps.byA, YuvToColors.ROWS - taps.byA);
  }

  /** Whether luma was packed with chroma, so that it is unpacked with it. */
  boolean hasLuma() {
    return lumaStride != 0;
  }

  /** Where {@link #luma} lies. */
  MemorySegment lumaMemory() {
    return planes;
  }

  /** Luma of row {@code r}, which was the last to be read. */
  long luma(int r) {
    return 2 * planeStride + (r & 1) * lumaStride;
  }

  /** Where the colors of a row of chroma lie: of two rows one apart both are kept. */
  private long at(ColorRows loops, Picture from, int row) {
    int slot = row & 1;
    long at = firstRow + 3 * slot * stride;
    if (held[slot] != row) {
      held[slot] = row;
      readPairs(loops, from, row);
      for (int color = 0; color < 3; color++) {
        long pairsAt = ROOM + color * pairStride;
        loops.spreadColor(memory, pairsAt, memory, at + color * stride, width, spread);
      }
    }
    return at;
  }

  private void readPairs(ColorRows loops, Picture from, int row) {
    MemorySegment in = from.segment();
    switch (format) {
      case I420 -> toColors(loops, in, from.row(1, row), from.row(2, row));
      case NV12 -> {
        loops.deinterleave(in, from.row(1, row), planes, 0, planeStride, pairs);
        toColors(loops, planes, 0, planeStride);
      }
      case YUYV, UYVY -> {
        int first = LumaReader.first(format);
        long y = luma(row);
        loops.unpack422(in, from.row(0, row), planes, y, planes, 0, planeStride, width, first);
        toColors(loops, planes, 0, planeStride);
      }
      default -> throw new IllegalStateException("no chroma of a byte format=" + format);
    }
  }

  private void toColors(ColorRows loops, MemorySegment in, long u, long v) {
    loops.colorsOfPairs(in, u, v, memory, ROOM, pairStride, pairs, matrix);
    ColorRows.padColors(memory, ROOM, pairStride, pairs);
  }
}
