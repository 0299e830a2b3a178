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
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pictures as baseline JPEG (ITU-T T.81) with a JFIF header (T.871), one packet each. YUV
 * is brought from limited to JPEG's full range; alpha is dropped.
 */
@Element(
    name = "jpegenc",
    summary = "Encodes JPEG pictures",
    klass = "Codec/Encoder/Image",
    example =
        "videotestsrc num-buffers=1 ! jpegenc quality=90 optimize=true ! filesink"
            + " location=picture.jpg")
@Hints(processing = Processing.CPU_BOUND)
@RtSafe
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
  private boolean done;

  @Start
  void start() {
    done = false;
  }

  @Configure
  void configure(VideoFormat in) {
    picture = new Picture(in.format(), in.width(), in.height());
    encoder =
        new JpegEncoder(
            in.format(), in.width(), in.height(), subsampling, restartInterval, optimize);
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
    int length = e.encode(from, quality);
    Packet packet = out.acquire(length);
    packet.put(e.bytes(), 0, length);
    packet.metadata(in.metadata());
    out.send(packet, in.pts(), in.duration());
    done = snapshot;
    return done ? Flow.EOS : Flow.OK;
  }

  @Reset
  void reset() {
    done = false;
  }
}
