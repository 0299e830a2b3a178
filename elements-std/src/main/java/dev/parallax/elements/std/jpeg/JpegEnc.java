package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Converter;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.ColorMatrix;
import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.Colorimetry;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pictures as baseline JPEG (ITU-T T.81) with a JFIF header (T.871), one packet each. YUV
 * is brought to JPEG's full range and to the matrix of BT.601; alpha is dropped.
 */
@Element(
    name = "jpegenc",
    summary = "Encodes JPEG pictures",
    klass = "Codec/Encoder/Image",
    example =
        "videotestsrc num-buffers=1 ! jpegenc quality=90 optimize=true ! filesink"
            + " location=picture.jpg")
@Hints(processing = Processing.CPU_BOUND)
final class JpegEnc {
  @Property(doc = "quality on libjpeg's scale; 100 is best", min = 0, max = 100, live = true)
  int quality = 85;

  @Property(doc = "end the stream after the first picture")
  boolean snapshot;

  @Property(
      doc =
          "resolution of chroma; auto: that of the input, full for RGB, half in both directions for"
              + " I420 and NV12")
  JpegSubsampling subsampling = JpegSubsampling.AUTO;

  @Property(doc = "make the best Huffman codes for each picture: smaller, but takes longer")
  boolean optimize;

  @Property(doc = "MCUs between two restart markers; 0: none", min = 0, max = 65_535)
  int restartInterval;

  private @Nullable JpegEncoder encoder;
  private @Nullable Picture picture;
  private @Nullable Converter converter;
  private @Nullable Picture converted;
  private boolean done;

  @Start
  void start() {
    done = false;
  }

  @Configure
  void configure(VideoFormat in) {
    picture = new Picture(in.format(), in.width(), in.height());
    converter = null;
    boolean limited = in.colorimetry().range() == ColorRange.LIMITED;
    if (!PixelFormats.isRgb(in.format())
        && in.format() != PixelFormat.GRAY8
        && in.colorimetry().matrix() != ColorMatrix.BT601) {
      convertMatrix(in);
      limited = false;
    }
    encoder =
        new JpegEncoder(
            in.format(),
            in.width(),
            in.height(),
            limited && !PixelFormats.isRgb(in.format()),
            subsampling,
            restartInterval,
            optimize);
  }

  private void convertMatrix(VideoFormat in) {
    VideoFormat jfif =
        new VideoFormat(
            in.format(),
            in.width(),
            in.height(),
            in.framerate(),
            new Colorimetry(ColorRange.FULL, ColorMatrix.BT601, 0, 0),
            in.chromaSite());
    converter = new Converter(in, jfif, true);
    Picture made = new Picture(in.format(), in.width(), in.height());
    // Freed by the garbage collector: made when caps change, never per frame.
    made.pack(Arena.ofAuto().allocate(made.packedBytes(), 64), 0);
    converted = made;
  }

  @Transform
  Flow encode(
      @Input
          @VideoCaps(
              format = {
                PixelFormat.I420,
                PixelFormat.NV12,
                PixelFormat.YUYV,
                PixelFormat.UYVY,
                PixelFormat.RGB,
                PixelFormat.RGBA,
                PixelFormat.BGRA,
                PixelFormat.GRAY8
              },
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          VideoFrame in,
      @Output @EncodedCaps("image/jpeg") Emitter<Packet> out) {
    JpegEncoder e = encoder;
    Picture from = picture;
    if (e == null || from == null) {
      throw new IllegalStateException("no format yet: configure comes before encode");
    }
    if (done) {
      return Flow.EOS;
    }
    from.memory(in.segment());
    for (int p = 0; p < from.planes(); p++) {
      from.plane(p, in.planeOffset(p), in.stride(p));
    }
    int length = e.encode(prepared(from), quality);
    Packet packet = out.acquire(length);
    packet.put(e.bytes(), 0, length);
    packet.metadata(in.metadata());
    out.send(packet, in.pts(), in.duration());
    done = snapshot;
    return done ? Flow.EOS : Flow.OK;
  }

  private Picture prepared(Picture from) {
    Converter c = converter;
    Picture to = converted;
    if (c == null || to == null) {
      return from;
    }
    c.convert(from, to);
    return to;
  }

  @Reset
  void reset() {
    done = false;
  }
}
