package dev.parallax.elements.std.png;

import dev.parallax.runtime.element.StreamException;

/**
 * The image header, IHDR (ISO/IEC 15948, section 11.2.2).
 *
 * @param width pixels, 1 to 2^31-1
 * @param height pixels, 1 to 2^31-1
 * @param depth bits of a sample, or of a palette index: 1, 2, 4, 8 or 16
 * @param color what a pixel has
 * @param interlaced whether the picture comes in the seven passes of Adam7
 */
record PngHeader(int width, int height, int depth, Color color, boolean interlaced) {
  /** Bytes of the chunk. */
  static final int BYTES = 13;

  /** Colour types; each with the bit set of depths that it may have. */
  enum Color {
    GRAY(0, 1, 1 | 2 | 4 | 8 | 16),
    RGB(2, 3, 8 | 16),
    PALETTE(3, 1, 1 | 2 | 4 | 8),
    GRAY_ALPHA(4, 2, 8 | 16),
    RGBA(6, 4, 8 | 16);

    /** The number in the file. */
    final int type;

    /** Samples of a pixel. */
    final int samples;

    private final int depths;

    Color(int type, int samples, int depths) {
      this.type = type;
      this.samples = samples;
      this.depths = depths;
    }

    /** Whether the colour type itself has alpha. */
    boolean hasAlpha() {
      return this == GRAY_ALPHA || this == RGBA;
    }
  }

  /** Reads the chunk's body. */
  static PngHeader read(byte[] body, long offset) throws StreamException {
    int width = PngStream.int32(body, 0);
    int height = PngStream.int32(body, 4);
    if (width < 1 || height < 1) {
      throw new StreamException(
          "png size is out of range width=%s height=%s offset=0x%x"
              .formatted(
                  Integer.toUnsignedString(width), Integer.toUnsignedString(height), offset));
    }
    Color color = color(body[9], offset);
    int depth = body[8] & 0xff;
    if (Integer.bitCount(depth) != 1 || (color.depths & depth) == 0) {
      throw new StreamException(
          "png bit depth does not fit its color type depth=%d color-type=%d offset=0x%x"
              .formatted(depth, color.type, offset));
    }
    if (body[10] != 0 || body[11] != 0 || (body[12] & 0xfe) != 0) {
      throw new StreamException(
          "png has an unknown method compression=%d filter=%d interlace=%d offset=0x%x"
              .formatted(body[10] & 0xff, body[11] & 0xff, body[12] & 0xff, offset));
    }
    return new PngHeader(width, height, depth, color, body[12] == 1);
  }

  private static Color color(byte type, long offset) throws StreamException {
    for (Color color : Color.values()) {
      if (color.type == type) {
        return color;
      }
    }
    throw new StreamException(
        "png has an unknown color type color-type=%d offset=0x%x".formatted(type & 0xff, offset));
  }

  /** Bits of a pixel. */
  int pixelBits() {
    return color.samples * depth;
  }

  /** Bytes of a row of {@code pixels}, without the filter's. */
  long rowBytes(int pixels) {
    return ((long) pixels * pixelBits() + 7) >> 3;
  }

  /** Bytes from a pixel's byte to that of its left neighbour, as filters see it; at least 1. */
  int filterStep() {
    return Math.max(1, pixelBits() >> 3);
  }

  /** Bytes of all rows with their filter bytes, before compression. */
  long rawBytes() {
    if (!interlaced) {
      return height * (rowBytes(width) + 1);
    }
    long sum = 0;
    for (Adam7 pass : Adam7.values()) {
      int columns = pass.columns(width);
      if (columns > 0) {
        sum += pass.rows(height) * (rowBytes(columns) + 1);
      }
    }
    return sum;
  }
}
