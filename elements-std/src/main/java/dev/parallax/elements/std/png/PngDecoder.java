package dev.parallax.elements.std.png;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Image data to pixels (ISO/IEC 15948, sections 7 to 10): inflates, undoes the filters, places the
 * rows. Work arrays are kept from picture to picture. One thread at a time.
 */
final class PngDecoder {
  /** What zlib can make of a byte at most (a length of 258 takes two bits), rounded up. */
  private static final long MOST_PER_BYTE = 1040;

  private static final int BLOCK_BYTES = 128 << 10;

  private final Inflate inflate = new Inflate();

  /** The row above, then as many rows as fit. */
  private byte[] work = new byte[0];

  private byte[] pixels = new byte[0];
  private final byte[] rest = new byte[1];
  private int filterStep;
  private long pictureAt;
  private int row;

  /**
   * Checks that the data can be enough for the size, so that memory for the picture may be taken.
   */
  static void checkSize(PngPicture picture) throws StreamException {
    PngHeader header = picture.header();
    long needed = header.rawBytes();
    if (needed > (picture.dataBytes() + 16) * MOST_PER_BYTE) {
      throw new StreamException(
          "png image data is too short for its size width=%d height=%d bytes=%d offset=0x%x"
              .formatted(header.width(), header.height(), picture.dataBytes(), picture.offset()));
    }
    if (header.rowBytes(header.width()) > Integer.MAX_VALUE / 8) {
      throw new StreamException(
          "png row is too long width=%d offset=0x%x".formatted(header.width(), picture.offset()));
    }
  }

  /**
   * Decodes a picture.
   *
   * @param format GRAY8, RGB or RGBA
   * @param out where the pixels go
   * @param offset first byte of the first row
   * @param stride bytes from row to row
   * @return what is odd about the data, or an empty string
   */
  String decode(PngPicture from, PixelFormat format, MemorySegment out, long offset, int stride)
      throws StreamException {
    PngHeader header = from.header();
    filterStep = header.filterStep();
    pictureAt = from.offset();
    PngPixels kind = new PngPixels(from, format);
    inflate.begin(from.data(), 0, from.dataBytes());
    row = 0;
    try {
      if (!header.interlaced()) {
        Target target = new Target(out, offset, 1, stride);
        rows(header, kind, header.width(), header.height(), target);
      } else {
        for (Adam7 pass : Adam7.values()) {
          long at = offset + (long) pass.y * stride + (long) pass.x * kind.bytes();
          Target target = new Target(out, at, pass.stepX, (long) pass.stepY * stride);
          rows(header, kind, pass.columns(header.width()), pass.rows(header.height()), target);
        }
      }
      return end();
    } catch (DataFormatException e) {
      throw damaged("png image data " + e.getMessage());
    }
  }

  /** Where the rows of a pass go: pixels {@code step} apart, rows {@code rowStep} bytes apart. */
  private record Target(MemorySegment out, long offset, int step, long rowStep) {}

  private void rows(PngHeader header, PngPixels kind, int columns, int rows, Target target)
      throws DataFormatException, StreamException {
    if (columns <= 0 || rows <= 0) {
      return;
    }
    int rowBytes = (int) header.rowBytes(columns);
    int unit = rowBytes + 1;
    int most = Math.max(1, Math.min(rows, BLOCK_BYTES / unit));
    if (work.length < (most + 1) * unit) {
      work = new byte[(most + 1) * unit];
    }
    if (pixels.length < columns * kind.bytes()) {
      pixels = new byte[columns * kind.bytes()];
    }
    Arrays.fill(work, 0, unit, (byte) 0);
    for (int y = 0; y < rows; ) {
      int n = Math.min(most, rows - y);
      inflate(unit, n * unit);
      for (int i = 1; i <= n; i++, y++, row++) {
        unfilter(i * unit, unit, rowBytes);
        place(kind, i * unit + 1, columns, target, y);
      }
      System.arraycopy(work, n * unit, work, 0, unit);
    }
  }

  private void inflate(int at, int bytes) throws DataFormatException {
    if (inflate.read(work, at, bytes) < bytes) {
      throw new DataFormatException("ends early");
    }
  }

  private void unfilter(int at, int unit, int rowBytes) throws StreamException {
    int step = filterStep;
    int above = at - unit + 1;
    switch (work[at]) {
      case 0 -> {}
      case 1 -> PngUnfilter.sub(work, at + 1, rowBytes, step);
      case 2 -> PngUnfilter.up(work, at + 1, above, rowBytes);
      case 3 -> PngUnfilter.average(work, at + 1, above, rowBytes, step);
      case 4 -> PngUnfilter.paeth(work, at + 1, above, rowBytes, step);
      default -> throw damaged("png row has an unknown filter type=" + (work[at] & 0xff));
    }
  }

  private void place(PngPixels kind, int at, int columns, Target target, int y) {
    long to = target.offset + y * target.rowStep;
    if (kind.isDirect() && target.step == 1) {
      MemorySegment.copy(work, at, target.out, ValueLayout.JAVA_BYTE, to, columns * kind.bytes());
      return;
    }
    kind.convert(work, at, columns, pixels);
    if (target.step == 1) {
      MemorySegment.copy(pixels, 0, target.out, ValueLayout.JAVA_BYTE, to, columns * kind.bytes());
      return;
    }
    int bytes = kind.bytes();
    for (int x = 0, i = 0; x < columns; x++) {
      for (int b = 0; b < bytes; b++, i++) {
        target.out.set(ValueLayout.JAVA_BYTE, to + (long) x * target.step * bytes + b, pixels[i]);
      }
    }
  }

  /** Reads up to the check at the end of the zlib stream. */
  private String end() throws DataFormatException {
    return inflate.read(rest, 0, 1) > 0 ? "png has more image data than its size needs" : "";
  }

  private StreamException damaged(String fact) {
    return new StreamException("%s row=%d picture-at=0x%x".formatted(fact, row, pictureAt));
  }
}
