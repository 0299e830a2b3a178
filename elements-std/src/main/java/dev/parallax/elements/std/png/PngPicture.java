package dev.parallax.elements.std.png;

import dev.parallax.annotations.PixelFormat;

/**
 * One picture as it was found in the stream, still compressed.
 *
 * @param header the header
 * @param palette red, green, blue of each entry; empty without PLTE
 * @param transparency body of tRNS; empty without one
 * @param data zlib stream: all IDAT together; the array is longer by {@link Inflate#PADDING} or
 *     more
 * @param dataBytes length of the zlib stream
 * @param offset first byte of the picture in the stream
 */
record PngPicture(
    PngHeader header,
    byte[] palette,
    byte[] transparency,
    byte[] data,
    int dataBytes,
    long offset) {
  /** Whether pixels may be transparent. */
  boolean hasAlpha() {
    return header.color().hasAlpha() || transparency.length > 0;
  }

  /** The smallest format that keeps everything but the low byte of 16-bit samples. */
  PixelFormat format() {
    if (hasAlpha()) {
      return PixelFormat.RGBA;
    }
    return header.color() == PngHeader.Color.GRAY ? PixelFormat.GRAY8 : PixelFormat.RGB;
  }
}
