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
import dev.parallax.annotations.RtTrusted;
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
 * behind it do not reach the source; but an edge of -1 is cut to what they say.
 */
@Element(
    name = "videocrop",
    summary = "Cuts edges off video",
    klass = "Filter/Effect/Video",
    example = "videotestsrc num-buffers=30 ! videocrop left=40 right=40 ! fakesink")
@RtSafe
final class VideoCrop {
  @Property(
      doc = "pixels to cut off at the left; -1: as many as the size behind the element asks for",
      min = -1,
      live = true)
  int left;

  @Property(
      doc = "pixels to cut off at the right; -1: as many as the size behind the element asks for",
      min = -1,
      live = true)
  int right;

  @Property(
      doc = "pixels to cut off at the top; -1: as many as the size behind the element asks for",
      min = -1,
      live = true)
  int top;

  @Property(
      doc = "pixels to cut off at the bottom; -1: as many as the size behind the element asks for",
      min = -1,
      live = true)
  int bottom;

  private @Nullable VideoFormat input;
  private @Nullable Cropper cropper;
  private @Nullable Picture from;
  private @Nullable Picture to;
  private int x;
  private int y;
  private boolean announced;

  @Configure
  void configure(@Input VideoFormat in) throws StreamException {
    input = in;
    prepare();
  }

  @Changed({"left", "right", "top", "bottom"})
  void prepare() throws StreamException {
    announced = false;
    VideoFormat in = input;
    if (in != null && (least(in.width(), left, right) < 1 || least(in.height(), top, bottom) < 1)) {
      throw new StreamException(
          "nothing is left of the picture width=%d left=%d right=%d height=%d top=%d bottom=%d"
              .formatted(in.width(), left, right, in.height(), top, bottom));
    }
  }

  /** What is left when automatic edges are not cut at all. */
  private static long least(int size, int before, int after) {
    return (long) size - Math.max(before, 0) - Math.max(after, 0);
  }

  /** Decides the size, which needs to know what is wanted behind the element. */
  @RtTrusted(reason = "once for each format and each change of a property")
  private void settle(Emitter<VideoFrame> out) throws StreamException {
    VideoFormat in = input;
    if (in == null) {
      throw new IllegalStateException("no format yet: configure comes before the first frame");
    }
    int width = (int) least(in.width(), left, right);
    int height = (int) least(in.height(), top, bottom);
    VideoFormat wanted = out.nearest(Frames.resized(in, width, height));
    if (left < 0 || right < 0) {
      width = cut("width", width, wanted.width());
    }
    if (top < 0 || bottom < 0) {
      height = cut("height", height, wanted.height());
    }
    x = first(in.width() - width, left, right);
    y = first(in.height() - height, top, bottom);
    VideoFormat result = Frames.resized(in, width, height);
    boolean whole = width == in.width() && height == in.height();
    cropper = whole ? null : new Cropper(in.format());
    from = new Picture(in.format(), in.width(), in.height());
    to = new Picture(in.format(), width, height);
    out.format(result);
    announced = true;
  }

  private static int cut(String side, int most, int wanted) throws StreamException {
    if (wanted > most) {
      throw new StreamException(
          "picture is smaller than what is wanted behind videocrop, which can't enlarge it; put a"
              + " videoscale there "
              + side
              + "="
              + most
              + " wanted="
              + wanted);
    }
    return wanted;
  }

  /** Pixels to leave out in front, of {@code rest} that are left out at both sides. */
  private static int first(int rest, int before, int after) {
    return before >= 0 ? before : after >= 0 ? rest - after : rest / 2;
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
          Emitter<VideoFrame> out)
      throws StreamException {
    if (!announced) {
      settle(out);
    }
    if (cropper == null || from == null || to == null) {
      return out.forward(in);
    }
    VideoFrame result = out.acquire();
    Frames.copyTiming(in, result);
    Frames.point(from, in);
    Frames.point(to, result);
    cropper.crop(from, x, y, to);
    return out.send(result);
  }
}
