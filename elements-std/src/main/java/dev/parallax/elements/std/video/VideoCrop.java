package dev.parallax.elements.std.video;

import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Cropper;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Cuts edges off video. Odd offsets are exact in formats with subsampled chroma too: chroma is
 * moved by half a sample there. The size is decided when the stream begins, so sizes asked for
 * behind it do not reach the source.
 */
@Element(
    name = "videocrop",
    summary = "Cuts edges off video",
    klass = "Filter/Effect/Video",
    example = "videotestsrc num-buffers=30 ! videocrop left=40 right=40 ! fakesink")
@RtSafe
final class VideoCrop {
  @Property(doc = "pixels to cut off at the left", min = 0, live = true)
  int left;

  @Property(doc = "pixels to cut off at the right", min = 0, live = true)
  int right;

  @Property(doc = "pixels to cut off at the top", min = 0, live = true)
  int top;

  @Property(doc = "pixels to cut off at the bottom", min = 0, live = true)
  int bottom;

  private @Nullable VideoFormat input;
  private @Nullable VideoFormat output;
  private @Nullable Cropper cropper;
  private @Nullable Picture from;
  private @Nullable Picture to;
  private boolean announced;

  @Configure
  void configure(@Input VideoFormat in) throws StreamException {
    input = in;
    prepare();
  }

  @Changed({"left", "right", "top", "bottom"})
  void prepare() throws StreamException {
    VideoFormat in = input;
    if (in == null) {
      return;
    }
    long width = (long) in.width() - left - right;
    long height = (long) in.height() - top - bottom;
    if (width < 1 || height < 1) {
      throw new StreamException(
          "nothing is left of the picture width=%d left=%d right=%d height=%d top=%d bottom=%d"
              .formatted(in.width(), left, right, in.height(), top, bottom));
    }
    VideoFormat out = Frames.resized(in, (int) width, (int) height);
    output = out;
    announced = false;
    boolean whole = out.width() == in.width() && out.height() == in.height();
    cropper = whole ? null : new Cropper(in.format());
    from = new Picture(in.format(), in.width(), in.height());
    to = new Picture(out.format(), out.width(), out.height());
  }

  @Transform
  Flow crop(
      @Input
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          VideoFrame in,
      @Output
          @Same({"format", "framerate"})
          @FromStream({"width", "height"})
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          Emitter<VideoFrame> out) {
    if (from == null || to == null || output == null) {
      throw new IllegalStateException("no format yet: configure comes before the first frame");
    }
    if (!announced) {
      out.format(output);
      announced = true;
    }
    if (cropper == null) {
      return out.forward(in);
    }
    VideoFrame result = out.acquire();
    Frames.copyTiming(in, result);
    Frames.point(from, in);
    Frames.point(to, result);
    cropper.crop(from, left, top, to);
    return out.send(result);
  }
}
