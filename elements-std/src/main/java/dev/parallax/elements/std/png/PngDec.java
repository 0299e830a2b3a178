package dev.parallax.elements.std.png;

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
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.PacketFormat;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.VideoFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PNG pictures (ISO/IEC 15948, W3C PNG third edition), all colour types, depths and
 * interlacing, one in each packet or any number in a byte stream. Of an animated PNG it gives the
 * still image.
 *
 * <p>Gray without transparency becomes GRAY8; colour and palettes RGB; what has alpha or tRNS RGBA,
 * gray with alpha too. When the elements behind do not take that format, a wider one that they do
 * take. Of 16-bit samples the high byte is kept, smaller ones are scaled to 0 to 255. Gamma and
 * colour profiles are not applied.
 */
@Element(
    name = "pngdec",
    summary = "Decodes PNG pictures",
    klass = "Codec/Decoder/Image",
    example = {
      "videotestsrc num-buffers=1 ! video/x-raw,format=RGB ! pngenc ! filesink"
          + " location=picture.png",
      "filesrc location=picture.png ! pngdec ! jpegenc ! filesink location=picture.jpg"
    })
@Hints(processing = Processing.CPU_BOUND)
final class PngDec {
  @Property(
      doc =
          "largest picture in pixels; a larger one is refused before memory is taken for it, so"
              + " that a small file can't ask for much",
      min = 1,
      max = 1 << 30)
  int maxPixels = 1 << 26;

  private final Sending sending = new Sending();
  private final PngStream stream = new PngStream(sending);

  @Start
  void start(Context context) {
    stream.reset();
    sending.context = context;
    sending.decoder = new PngDecoder();
  }

  @Transform
  void decode(
      @Input @EncodedCaps("image/png") @BytesCaps("image/png") Bytes in,
      @Output
          @FromStream
          @VideoCaps(format = {PixelFormat.RGBA, PixelFormat.RGB, PixelFormat.GRAY8})
          Emitter<VideoFrame> out)
      throws StreamException {
    sending.in = in;
    sending.out = out;
    sending.maxPixels = maxPixels;
    stream.feed(in.segment(), in.offset(), in.size());
    if (in.format() instanceof PacketFormat) {
      stream.finish();
    }
    sending.in = null;
  }

  @Drain
  void drain() throws StreamException {
    try {
      stream.finish();
    } catch (StreamException e) {
      if (!sending.endWasAsked()) {
        throw e;
      }
      sending.warn(String.valueOf(e.getMessage()));
    }
    stream.reset();
  }

  @Reset
  void reset() {
    stream.reset();
  }

  @Stop
  void stop() {
    sending.decoder = null;
  }

  /** Decodes and sends what the stream gives. */
  private static final class Sending implements PngStream.Output {
    private @Nullable Context context;
    private @Nullable Bytes in;
    private @Nullable Emitter<VideoFrame> out;
    private @Nullable PngDecoder decoder;
    private int maxPixels;

    /**
     * Then the stream may end anywhere, and elements behind must get the chance to complete their
     * files.
     */
    private boolean endWasAsked() {
      Context c = context;
      return c != null && c.eosRequested();
    }

    @Override
    public void warn(String text) {
      Context c = context;
      if (c != null) {
        c.warn(text);
      }
    }

    @Override
    public void picture(PngPicture picture) throws StreamException {
      Emitter<VideoFrame> o = out;
      Bytes source = in;
      PngDecoder d = decoder;
      if (o == null || source == null || d == null) {
        throw new IllegalStateException("pngdec was not started");
      }
      checkSize(picture);
      VideoFormat format = format(picture, source, o);
      o.format(format);
      VideoFrame frame = o.acquire();
      boolean sent = false;
      try {
        String odd =
            d.decode(
                picture, format.format(), frame.segment(), frame.planeOffset(0), frame.stride(0));
        if (!odd.isEmpty()) {
          warn(odd);
        }
        frame.metadata(source.metadata());
        sent = true;
        o.send(frame, source.pts(), source.duration());
      } finally {
        if (!sent) {
          frame.close();
        }
      }
    }

    private void checkSize(PngPicture picture) throws StreamException {
      int width = picture.header().width();
      int height = picture.header().height();
      if (width > VideoFormat.MAX_SIDE
          || height > VideoFormat.MAX_SIDE
          || (long) width * height > maxPixels) {
        throw new StreamException(
            "png is too large width=%d height=%d max-side=%d max-pixels=%d offset=0x%x"
                .formatted(width, height, VideoFormat.MAX_SIDE, maxPixels, picture.offset()));
      }
      PngDecoder.checkSize(picture);
    }

    /** The first format that nothing behind refuses; else the natural one, for its message. */
    private static VideoFormat format(PngPicture picture, Bytes in, Emitter<VideoFrame> out) {
      Fraction rate =
          in.format() instanceof PacketFormat f && f.fields().get("framerate") instanceof Fraction r
              ? r
              : Fraction.ZERO;
      List<PixelFormat> wider =
          switch (picture.format()) {
            case GRAY8 -> List.of(PixelFormat.GRAY8, PixelFormat.RGB, PixelFormat.RGBA);
            case RGB -> List.of(PixelFormat.RGB, PixelFormat.RGBA);
            default -> List.of(PixelFormat.RGBA);
          };
      PngHeader h = picture.header();
      for (PixelFormat candidate : wider) {
        VideoFormat format = new VideoFormat(candidate, h.width(), h.height(), rate);
        if (out.accepts(format)) {
          return format;
        }
      }
      return new VideoFormat(picture.format(), h.width(), h.height(), rate);
    }
  }
}
