package dev.parallax.elements.std.video;

import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FractionRange;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.text.TimeLabel;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes test video, the same on every run. Times are exact multiples of the frame's period; with a
 * variable frame rate (0/1) there is one frame. Patterns have the names, numbers and geometry of
 * GStreamer 1.22; YUV has the colorimetry and chroma site of the caps. {@code time-overlay} is not
 * among GStreamer's properties; for other times and looks put {@code timeoverlay} behind it.
 */
@Element(
    name = "videotestsrc",
    summary = "Makes test video",
    klass = "Source/Video",
    example =
        "videotestsrc pattern=ball num-buffers=10 ! video/x-raw,width=320,height=240 ! fakesink")
@Seekable
final class VideoTestSrc {
  @Property(doc = "picture to make", live = true)
  TestPattern pattern = TestPattern.SMPTE;

  @Property(doc = "frames to make before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  @Property(doc = "make frames no earlier than their time")
  boolean isLive = false;

  @Property(doc = "what moves the ball", live = true)
  AnimationMode animationMode = AnimationMode.FRAMES;

  @Property(doc = "how the ball moves", live = true)
  BallMotion motion = BallMotion.WAVY;

  @Property(
      doc = "swap the colors of the ball pattern every 50 of the 200 frames of a period",
      live = true)
  boolean flip = false;

  @Property(
      doc = "pixels a frame that a pattern which stands still scrolls to the left",
      live = true)
  int horizontalSpeed = 0;

  @Property(
      doc = "color of what a pattern shows, 0xAARRGGBB; alpha is ignored",
      min = 0,
      max = 4_294_967_295.0,
      live = true)
  long foregroundColor = 0xffff_ffffL;

  @Property(
      doc = "color behind what a pattern shows, 0xAARRGGBB; alpha is ignored",
      min = 0,
      max = 4_294_967_295.0,
      live = true)
  long backgroundColor = 0xff00_0000L;

  @Property(doc = "write the time of each frame into its upper left corner", live = true)
  boolean timeOverlay = false;

  @Property(doc = "zone plate: constant phase, in 256ths of a turn")
  int k0 = 0;

  @Property(doc = "zone plate: phase a pixel to the right, in 256ths of a turn")
  int kx = 0;

  @Property(doc = "zone plate: phase a row down, in 256ths of a turn")
  int ky = 0;

  @Property(doc = "zone plate: phase a frame, in 256ths of a turn")
  int kt = 0;

  @Property(doc = "zone plate: phase of the product of column and frame, in 256ths of a turn")
  int kxt = 0;

  @Property(doc = "zone plate: phase of the product of row and frame, in 256ths of a turn")
  int kyt = 0;

  @Property(doc = "zone plate: phase of the product of x and y from the middle")
  int kxy = 0;

  @Property(doc = "zone plate: phase of x squared, kx2/256 turns a pixel at the edge")
  int kx2 = 0;

  @Property(doc = "zone plate: phase of y squared, ky2/256 turns a row at the edge")
  int ky2 = 0;

  @Property(doc = "zone plate: phase of half the square of the frame, in 256ths of a turn")
  int kt2 = 0;

  @Property(doc = "zone plate: pixels that the middle of the quadratic terms lies to the right")
  int xoffset = 0;

  @Property(doc = "zone plate: rows that the middle of the quadratic terms lies further down")
  int yoffset = 0;

  @Property(doc = "added to all times, in ns", min = 0)
  long timestampOffset = 0;

  private @Nullable Context context;
  private @Nullable PatternPainter painter;
  private @Nullable Picture picture;
  private @Nullable TimeLabel label;
  private @Nullable VideoFormat video;
  private Fraction framerate = Fraction.ZERO;
  private long frame;
  private long made;

  @Start
  void start(Context ctx) {
    context = ctx;
    reset();
  }

  @Configure
  void configure(VideoFormat out) {
    framerate = out.framerate();
    picture = new Picture(out.format(), out.width(), out.height());
    video = out;
    begin();
  }

  /** What has been asked for shows from the next frame on. */
  @Changed({
    "pattern",
    "motion",
    "flip",
    "horizontal-speed",
    "foreground-color",
    "background-color",
    "time-overlay"
  })
  void begin() {
    VideoFormat out = video;
    if (out == null) {
      return; // nothing to paint yet
    }
    label = timeOverlay ? new TimeLabel(out.format(), out.width(), out.height()) : null;
    ZonePlate zone = new ZonePlate(k0, kx, ky, kt, kxt, kyt, kxy, kx2, ky2, kt2, xoffset, yoffset);
    painter =
        new PatternPainter(
            out,
            new PatternPainter.Settings(
                pattern,
                (int) foregroundColor,
                (int) backgroundColor,
                horizontalSpeed,
                motion,
                flip,
                zone));
  }

  @Produce
  Flow produce(
      @Output
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
              },
              width = @IntRange(max = Picture.MAX_SIDE, prefer = 320),
              height = @IntRange(max = Picture.MAX_SIDE, prefer = 240),
              framerate = @FractionRange(prefer = "30/1"))
          VideoFrame out) {
    boolean single = framerate.num() == 0;
    if ((numBuffers >= 0 && made >= numBuffers) || (single && made > 0)) {
      return Flow.EOS;
    }
    long time = framerate.timeOf(frame);
    if (isLive && context != null) {
      long early = context.runningTime(timestampOffset + time) - context.runningTime();
      if (early > 0) {
        return context.againAt(context.now() + early);
      }
    }
    paint(out, time);
    out.pts(timestampOffset + time);
    if (!single) {
      out.duration(framerate.timeOf(frame + 1) - time);
    }
    frame++;
    made++;
    return Flow.OK;
  }

  private void paint(VideoFrame out, long time) {
    Picture to = picture;
    PatternPainter brush = painter;
    if (to == null || brush == null) {
      throw new IllegalStateException("no format yet: configure comes before produce");
    }
    Frames.point(to, out);
    brush.paint(to, frame, phase(time));
    TimeLabel times = label;
    if (times != null) {
      times.paint(to, timestampOffset + time);
    }
  }

  /** Frames of which 200 make a period of the ball. */
  private double phase(long time) {
    return switch (animationMode) {
      case FRAMES -> frame;
      case WALL_TIME -> System.currentTimeMillis() * 30 / 1e3;
      case RUNNING_TIME -> time * 30 / 1e9;
    };
  }

  /** Goes to the first frame that does not begin before the position. */
  @OnEvent
  boolean on(Event.Seek seek) {
    long position = Math.max(0, seek.position() - timestampOffset);
    frame = framerate.firstFrom(position);
    made = frame;
    return true;
  }

  @Reset
  void reset() {
    frame = 0;
    made = 0;
  }
}
