package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.LoopChoice;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pictures of a byte stream. */
final class DecodedJpeg implements JpegStream.Output {
  record Pixels(PixelFormat format, int width, int height, byte[] bytes) {}

  final List<Pixels> pictures = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final JpegDecoder decoder;
  private final @Nullable PixelFormat wanted;
  private final long maxPixels;

  /** Decodes to {@code wanted}, or as djpeg does. */
  DecodedJpeg(JpegKernels kernels, @Nullable PixelFormat wanted, long maxPixels) {
    decoder = new JpegDecoder(LoopChoice.always(kernels), LoopChoice.always(kernels));
    this.wanted = wanted;
    this.maxPixels = maxPixels;
  }

  /** Decodes all pictures as djpeg does, fed in pieces. */
  static DecodedJpeg of(byte[] stream, int pieceBytes) throws StreamException {
    DecodedJpeg decoded = new DecodedJpeg(ScalarJpegKernels.INSTANCE, null, 1 << 24);
    decoded.run(stream, pieceBytes);
    return decoded;
  }

  void run(byte[] bytes, int pieceBytes) throws StreamException {
    JpegStream stream = new JpegStream(this);
    MemorySegment segment = MemorySegment.ofArray(bytes);
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      stream.feed(segment, at, Math.min(pieceBytes, bytes.length - at));
    }
    stream.finish();
  }

  @Override
  public void picture(byte[] bytes, int length, long offset, boolean ended) throws StreamException {
    decoder.begin(bytes, length, offset, ended);
    JpegFrame frame = decoder.frame();
    if ((long) frame.width * frame.height > maxPixels) {
      throw new StreamException("jpeg is too large offset=0x" + offset);
    }
    PixelFormat format =
        wanted != null
            ? wanted
            : decoder.color() == JpegColor.GRAY ? PixelFormat.GRAY8 : PixelFormat.RGB;
    Picture picture = new Picture(format, frame.width, frame.height);
    try (Arena arena = Arena.ofConfined()) {
      picture.pack(arena.allocate(picture.packedBytes()), 0);
      decoder.decode(picture);
      pictures.add(
          new Pixels(
              format, frame.width, frame.height, picture.segment().toArray(ValueLayout.JAVA_BYTE)));
    }
    if (!decoder.odd().isEmpty()) {
      warnings.add(decoder.odd());
    }
  }

  @Override
  public void warn(String text) {
    warnings.add(text);
  }
}
