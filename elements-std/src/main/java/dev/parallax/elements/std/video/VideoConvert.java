package dev.parallax.elements.std.video;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Converter;
import dev.parallax.elements.std.video.kernel.DitheredConverter;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Converts raw video between pixel formats, and between colorimetries where the caps of the two
 * sides say different ones ({@code colorimetry} and {@code chroma-site}; without these fields YUV
 * of more than 576 rows is BT.709 with chroma on the left column, other YUV BT.601 with chroma in
 * the middle, GRAY8 full range). Frames that have the right format already pass through without a
 * copy; those of which only bytes change their places (YUY2 and UYVY, RGBA and BGRA) are changed
 * where they are if nobody else holds them. Transfer functions and primaries are not converted, as
 * by default in GStreamer. See {@link Converter} for chroma and alpha.
 */
@Element(
    name = "videoconvert",
    summary = "Converts raw video from one pixel format to another",
    klass = "Filter/Converter/Video",
    example =
        "videotestsrc num-buffers=10 ! video/x-raw,format=I420 ! videoconvert ! "
            + "video/x-raw,format=RGBA ! fakesink")
@RtSafe
final class VideoConvert {
  @Property(doc = "how chroma of a lower resolution is made to fit")
  ChromaResampler chromaResampler = ChromaResampler.LINEAR;

  @Property(
      doc =
          "how it is hidden that pictures of 10 bits get 8 (GStreamer: bayer); to RGB, it happens"
              + " before the conversion")
  VideoDither dither = VideoDither.NONE;

  private @Nullable Converter converter;
  private @Nullable DitheredConverter dithered;
  private @Nullable Picture from;
  private @Nullable Picture to;

  @Configure
  void configure(VideoFormat in, VideoFormat out) {
    boolean same = Converter.same(in, out);
    boolean linear = chromaResampler == ChromaResampler.LINEAR;
    boolean lossy = DitheredConverter.isLossy(in.format(), out.format());
    boolean hidden = lossy && dither != VideoDither.NONE;
    converter = same || hidden ? null : new Converter(in, out, linear);
    dithered = hidden ? new DitheredConverter(dither.make(in.width()), in, out, linear) : null;
    from = same ? null : new Picture(in.format(), in.width(), in.height());
    to = same ? null : new Picture(out.format(), out.width(), out.height());
  }

  @Transform
  Flow convert(
      @Input
          @VideoCaps(
              format = {
                PixelFormat.I420,
                PixelFormat.NV12,
                PixelFormat.YUYV,
                PixelFormat.UYVY,
                PixelFormat.RGBA,
                PixelFormat.BGRA,
                PixelFormat.RGB,
                PixelFormat.GRAY8,
                PixelFormat.I420_10LE
              })
          VideoFrame in,
      @Output
          @Same({"width", "height", "framerate"})
          @VideoCaps(
              format = {
                PixelFormat.I420,
                PixelFormat.NV12,
                PixelFormat.YUYV,
                PixelFormat.UYVY,
                PixelFormat.RGBA,
                PixelFormat.BGRA,
                PixelFormat.RGB,
                PixelFormat.GRAY8,
                PixelFormat.I420_10LE
              })
          Emitter<VideoFrame> out) {
    if (from == null || to == null) {
      return out.forward(in);
    }
    VideoFrame own = converter != null && converter.isInPlace() ? out.reuse(in) : null;
    if (converter != null && own != null) {
      Frames.point(from, own);
      Frames.point(to, own);
      converter.convert(from, to);
      return out.send(own);
    }
    VideoFrame result = out.acquire();
    Frames.copyTiming(in, result);
    Frames.point(from, in);
    Frames.point(to, result);
    if (converter != null) {
      converter.convert(from, to);
    } else if (dithered != null) {
      dithered.convert(from, to);
    }
    return out.send(result);
  }
}
