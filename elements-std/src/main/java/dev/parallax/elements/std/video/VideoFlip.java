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
import dev.parallax.elements.std.video.kernel.Flipper;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors video and turns it by quarters. Frames that stay as they are pass through without a copy.
 * A quarter turn exchanges width and height; this is decided when the stream begins, so sizes asked
 * for behind it do not reach the source.
 */
@Element(
    name = "videoflip",
    summary = "Mirrors and turns video",
    klass = "Filter/Effect/Video",
    example = "videotestsrc num-buffers=30 ! videoflip video-direction=90r ! fakesink")
@RtSafe
final class VideoFlip {
  @Property(doc = "how pictures are turned", live = true)
  VideoOrientation videoDirection = VideoOrientation.IDENTITY;

  @Property(doc = "the same by other names; used when video-direction is identity", live = true)
  FlipMethod method = FlipMethod.NONE;

  private @Nullable VideoFormat input;
  private @Nullable VideoFormat output;
  private @Nullable Flipper flipper;
  private @Nullable Picture from;
  private @Nullable Picture to;
  private boolean announced;

  @Configure
  void configure(@Input VideoFormat in) {
    input = in;
    prepare();
  }

  @Changed({"video-direction", "method"})
  void prepare() {
    VideoFormat in = input;
    if (in == null) {
      return;
    }
    VideoOrientation way =
        videoDirection == VideoOrientation.IDENTITY ? method.orientation() : videoDirection;
    Flipper.Turn turn = way.turn();
    VideoFormat out = turn.transposed() ? Frames.resized(in, in.height(), in.width()) : in;
    output = out;
    announced = false;
    flipper = turn.isNothing() ? null : new Flipper(in.format(), turn);
    from = new Picture(in.format(), in.width(), in.height());
    to = new Picture(out.format(), out.width(), out.height());
  }

  @Transform
  Flow flip(
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
    if (flipper == null) {
      return out.forward(in);
    }
    VideoFrame result = out.acquire();
    Frames.copyTiming(in, result);
    Frames.point(from, in);
    Frames.point(to, result);
    flipper.flip(from, to);
    return out.send(result);
  }
}
