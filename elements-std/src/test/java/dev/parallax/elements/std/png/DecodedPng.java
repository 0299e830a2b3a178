package dev.parallax.elements.std.png;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The pictures of a byte stream. */
final class DecodedPng implements PngStream.Output {
  record Pixels(PngPicture picture, PixelFormat format, byte[] bytes) {}

  final List<Pixels> pictures = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  /** Decodes all pictures, fed in pieces. */
  static DecodedPng of(byte[] stream, int pieceBytes) throws StreamException {
    DecodedPng decoded = new DecodedPng();
    decoded.run(stream, pieceBytes);
    return decoded;
  }

  void run(byte[] bytes, int pieceBytes) throws StreamException {
    PngStream stream = new PngStream(this);
    MemorySegment segment = MemorySegment.ofArray(bytes);
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      stream.feed(segment, at, Math.min(pieceBytes, bytes.length - at));
    }
    stream.finish();
  }

  @Override
  public void picture(PngPicture picture) throws StreamException {
    PngDecoder.checkSize(picture);
    PngDecoder decoder = new PngDecoder();
    PixelFormat format = picture.format();
    int stride =
        picture.header().width()
            * (format == PixelFormat.GRAY8 ? 1 : format == PixelFormat.RGB ? 3 : 4);
    byte[] pixels = new byte[Math.multiplyExact(stride, picture.header().height())];
    String odd = decoder.decode(picture, format, MemorySegment.ofArray(pixels), 0, stride);
    if (!odd.isEmpty()) {
      warnings.add(odd);
    }
    pictures.add(new Pixels(picture, format, pixels));
  }

  @Override
  public void warn(String text) {
    warnings.add(text);
  }
}
