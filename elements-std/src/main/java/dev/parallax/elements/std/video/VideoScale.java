package dev.parallax.elements.std.video;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Letterbox;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.elements.std.video.kernel.PictureScaler;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/** Resizes raw video; frames that have the right size already pass through without a copy. */
@Element(
    name = "videoscale",
    summary = "Resizes raw video",
    klass = "Filter/Converter/Video/Scaler",
    example =
        "videotestsrc num-buffers=10 ! video/x-raw,width=320,height=240 ! videoscale "
            + "! video/x-raw,width=160,height=160 ! fakesink")
@RtSafe
final class VideoScale {
  @Property(doc = "how pixels are interpolated")
  ScaleMethod method = ScaleMethod.BILINEAR;

  @Property(
      doc = "add black borders where the shape of the picture differs, instead of stretching it")
  boolean addBorders = true;

  @Property(doc = "samples on each side that count, for method=lanczos and sinc", min = 1, max = 5)
  double envelope = 2;

  private @Nullable PictureScaler scaler;
  private @Nullable Picture from;
  private @Nullable Picture to;

  @Configure
  void configure(VideoFormat in, VideoFormat out) {
    scaler = null;
    if (in.width() == out.width() && in.height() == out.height()) {
      return;
    }
    Letterbox box =
        addBorders
            ? Letterbox.fit(in.format(), in.width(), in.height(), out.width(), out.height())
            : Letterbox.whole(out.width(), out.height());
    scaler =
        PictureScaler.of(
            in.format(),
            in.width(),
            in.height(),
            out.width(),
            out.height(),
            method.interpolation(),
            envelope,
            box);
    from = new Picture(in.format(), in.width(), in.height());
    to = new Picture(out.format(), out.width(), out.height());
  }

  @Transform
  Flow scale(
      @Input
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          VideoFrame in,
      @Output
          @Same({"format", "framerate"})
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          Emitter<VideoFrame> out) {
    if (scaler == null || from == null || to == null) {
      return out.forward(in);
    }
    VideoFrame result = out.acquire();
    Frames.copyTiming(in, result);
    Frames.point(from, in);
    Frames.point(to, result);
    scaler.scale(from, to);
    return out.send(result);
  }
}
