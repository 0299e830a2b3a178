package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.model.format.PacketFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.VideoFrame;

/**
 * Decodes JPEG pictures (ITU-T T.81: baseline, extended sequential and progressive with 8 bits and
 * Huffman codes), one in each packet or any number in a byte stream, as in a file of motion JPEG.
 *
 * <p>Gray becomes GRAY8; YCbCr I420; RGB, CMYK and YCCK (told by Adobe's marker) RGB. When the
 * elements behind do not take that format: gray I420 or RGB, YCbCr RGB. RGB and GRAY8 are, sample
 * for sample, what libjpeg's djpeg gives with its accurate transform. I420 has full range and the
 * matrix of BT.601 (colorimetry 1:4:0:0), or the limited range when elements behind insist on
 * colorimetry bt601; chroma with half the resolution is taken over as it is, other chroma is
 * averaged. Orientation and colour profiles are not applied.
 *
 * <p>Damage is an error. When the data of a scan ends before its marker, or has bytes too many, the
 * picture is sent with a warning; what is missing is gray, and the buffer marked as corrupted. So
 * is a picture of several scans that ends without EOI. Coefficients that the scans of a progressive
 * picture have not brought are estimated from the blocks around, as libjpeg does.
 */
@Element(
    name = "jpegdec",
    summary = "Decodes JPEG pictures",
    klass = "Codec/Decoder/Image",
    example = {
      "videotestsrc num-buffers=3 ! jpegenc ! filesink location=motion.jpg",
      "filesrc location=motion.jpg ! jpegdec ! video/x-raw,format=RGB ! pngenc snapshot=true !"
          + " filesink location=first.png"
    })
@Hints(processing = Processing.CPU_BOUND)
final class JpegDec {
  @Property(
      doc =
          "largest picture in pixels; a larger one is refused before memory is taken for it, so"
              + " that a small file can't ask for much",
      min = 1,
      max = 1 << 30)
  int maxPixels = 1 << 26;

  private final JpegSender sender = new JpegSender();
  private final JpegStream stream = new JpegStream(sender);

  @Start
  void start(Context context) {
    stream.reset();
    sender.start(context);
  }

  @Transform
  void decode(
      @Input @EncodedCaps("image/jpeg") @BytesCaps("image/jpeg") Bytes in,
      @Output
          @FromStream
          @VideoCaps(format = {PixelFormat.I420, PixelFormat.RGB, PixelFormat.GRAY8})
          Emitter<VideoFrame> out)
      throws StreamException {
    sender.call(in, out, maxPixels);
    stream.feed(in.segment(), in.offset(), in.size());
    if (in.format() instanceof PacketFormat) {
      stream.finish();
    }
  }

  @Drain
  void drain(@Output Emitter<VideoFrame> out) throws StreamException {
    sender.call(null, out, maxPixels);
    try {
      stream.finish();
    } catch (StreamException e) {
      if (!sender.endWasAsked()) {
        throw e;
      }
      sender.warn(String.valueOf(e.getMessage()));
    }
    stream.reset();
  }

  @Reset
  void reset() {
    stream.reset();
  }
}
