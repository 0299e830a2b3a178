package dev.parallax.elements.std.video;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.audio.StartTimeSelection;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays pictures of several inputs over one another, each where its port's properties say. The
 * output is as large as what it has to hold, and as fast as the fastest input, unless caps behind
 * it say otherwise; both are decided when the stream begins or an input changes its format, so a
 * picture that is moved beyond the edge later is cut off.
 *
 * <p>A frame of the output shows of each input the picture that covers the middle of the frame's
 * time, or else the newest before it, until the input ends. So inputs may have different frame
 * rates, and times that are not exact. With a frame rate of 0/1 there is a frame for each change.
 *
 * <p>Where chroma is subsampled, pictures lie at even columns and rows; odd positions are rounded
 * down. All inputs have the output's pixel format; another colorimetry than the first input's is
 * converted. A picture that hides everything else is sent on without a copy.
 */
@Element(
    name = "compositor",
    summary = "Lays several video streams over one another",
    klass = "Filter/Editor/Video/Compositor",
    example =
        "compositor name=mix background=black sink_1::xpos=160 sink_1::ypos=120 sink_1::alpha=0.5 !"
            + " fakesink  videotestsrc num-buffers=20 ! mix.  videotestsrc pattern=ball"
            + " num-buffers=20 ! video/x-raw,width=160,height=120 ! mix.")
final class Compositor {
  private static final long MOST_REPEATED_NS = 60_000_000_000L;

  @Property(doc = "what is to be seen where no picture lies")
  CompositorBackground background = CompositorBackground.CHECKER;

  @Property(doc = "where the output begins", def = "zero")
  StartTimeSelection startTimeSelection = StartTimeSelection.ZERO;

  @Input(
      name = "sink_%u",
      presence = Presence.REQUEST,
      settings = Pad.class,
      doc = "pictures to be laid over those of inputs before")
  @VideoCaps(width = @IntRange(max = Picture.MAX_SIDE), height = @IntRange(max = Picture.MAX_SIDE))
  @Nullable InputPorts<VideoFrame> in;

  /** What each input has for itself. */
  static final class Pad {
    @Property(doc = "opacity of the picture", min = 0, max = 1, live = true, def = "1")
    double alpha = 1;

    @Property(
        doc = "column where the picture begins",
        min = -Picture.MAX_SIDE,
        max = Picture.MAX_SIDE,
        live = true,
        def = "0")
    int xpos;

    @Property(
        doc = "row where the picture begins",
        min = -Picture.MAX_SIDE,
        max = Picture.MAX_SIDE,
        live = true,
        def = "0")
    int ypos;

    @Property(
        doc = "columns that the picture is scaled to; -1 or 0: its own",
        min = -1,
        max = Picture.MAX_SIDE,
        live = true,
        def = "-1")
    int width = -1;

    @Property(
        doc = "rows that the picture is scaled to; -1 or 0: its own",
        min = -1,
        max = Picture.MAX_SIDE,
        live = true,
        def = "-1")
    int height = -1;

    @Property(
        doc = "pictures with a higher one lie above; equal ones in the order of their ports",
        min = 0,
        live = true,
        def = "0")
    int zorder;

    @Property(doc = "how the picture fits the size asked for", live = true, def = "none")
    CompositorSizingPolicy sizingPolicy = CompositorSizingPolicy.NONE;

    @Property(doc = "show the last picture until every input has ended", live = true, def = "false")
    boolean repeatAfterEos;

    @Property(doc = "how the picture is laid over those below", live = true, def = "over")
    CompositorOperator operator = CompositorOperator.OVER;

    @Property(
        doc =
            "nanoseconds that a picture stays after its time when no other has come; -1: until the"
                + " input ends",
        min = -1,
        live = true,
        def = "-1")
    long maxLastBufferRepeat = -1;
  }

  private final List<CompositorLayer> layers = new ArrayList<>();
  private final FrameClock clock = new FrameClock();
  private @Nullable CompositorCanvas canvas;
  private boolean settled;
  private boolean begun;
  private boolean discontinued;
  private long segmentStart;

  @Start
  void start() {
    layers.clear();
    canvas = null;
    settled = false;
    segmentStart = 0;
    begun = false;
    InputPorts<VideoFrame> ports = in;
    for (int i = 0; ports != null && i < ports.count(); i++) {
      layers.add(new CompositorLayer(ports.get(i)));
    }
  }

  @Configure
  void configure(InputPort<VideoFrame> port, VideoFormat format, Setup setup) {
    layers.get(port.index()).format(format);
    settled = false;
    setup.holds(1);
  }

  @Transform(sync = Sync.ALIGNED)
  Flow compose(
      @Output
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          @Same("format")
          @FromStream({"width", "height", "framerate"})
          Emitter<VideoFrame> out) {
    CompositorCanvas c = settled(out);
    VideoFrame blank = out.acquire();
    long start = blank.pts();
    long duration = blank.duration();
    blank.close();
    boolean timeless = start == Buffer.NO_TIME;
    if (c.format().framerate().num() == 0) {
      take(timeless || duration == Buffer.NO_TIME ? start : start + duration);
      return send(c, out, start, duration);
    }
    long from = !timeless ? start : begun ? clock.next() : segmentStart;
    if (!begun) {
      boolean first = startTimeSelection == StartTimeSelection.FIRST;
      clock.start(c.format().framerate(), first ? from : Math.min(segmentStart, from));
      begun = true;
    }
    long end = from + (timeless || duration == Buffer.NO_TIME ? clock.duration() : duration);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forgetWhenEnded();
    }
    skipPause(from, out);
    Flow before = sendUntil(from, c, out);
    take(end);
    return before == Flow.OK ? sendUntil(end, c, out) : before;
  }

  private void take(long end) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).take(end);
      layers.get(i).forgetWhenEnded();
    }
  }

  /** A pause is filled, but not a long one. */
  private void skipPause(long from, Emitter<VideoFrame> out) {
    long next = clock.next();
    if (from - next > MOST_REPEATED_NS) {
      out.gap(next, from - next);
      clock.start(requireCanvas().format().framerate(), from);
      discontinued = true;
    }
  }

  /** The frames whose middle comes before a time. */
  private Flow sendUntil(long end, CompositorCanvas c, Emitter<VideoFrame> out) {
    Flow flow = Flow.OK;
    while (flow == Flow.OK && clock.next() + clock.duration() / 2 < end) {
      flow = send(c, out, clock.next(), clock.duration());
      clock.advance();
    }
    return flow;
  }

  private Flow send(CompositorCanvas c, Emitter<VideoFrame> out, long pts, long duration) {
    boolean moved = false;
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forgetWhenStale(pts);
      moved |= layers.get(i).takeChange();
    }
    if (moved) {
      c.arrange(layers);
    }
    VideoFrame whole = c.whole();
    VideoFrame frame = whole == null ? out.acquire() : out.share(whole);
    if (whole == null) {
      c.paint(frame);
    }
    frame.flags(discontinued ? Buffer.DISCONT : 0);
    discontinued = false;
    return out.send(frame, pts, duration);
  }

  // ---- the output's format

  private CompositorCanvas settled(Emitter<VideoFrame> out) {
    if (!settled) {
      settle(out);
      settled = true;
    }
    return requireCanvas();
  }

  private CompositorCanvas requireCanvas() {
    CompositorCanvas c = canvas;
    if (c == null) {
      throw new IllegalStateException("no format yet: configure comes before the first frame");
    }
    return c;
  }

  private void settle(Emitter<VideoFrame> out) {
    VideoFormat format = out.nearest(wanted());
    CompositorCanvas old = canvas;
    if (old == null || !old.format().equals(format)) {
      out.format(format);
      canvas = new CompositorCanvas(format, background.look());
      if (old != null && begun && format.framerate().num() > 0) {
        clock.start(format.framerate(), clock.next());
      }
    }
    for (CompositorLayer layer : layers) {
      layer.rearrange();
    }
  }

  /** The first input's format, in the size and at the rate that all of them need. */
  private VideoFormat wanted() {
    VideoFormat first = null;
    long width = 1;
    long height = 1;
    Fraction rate = Fraction.ZERO;
    for (CompositorLayer layer : layers) {
      VideoFormat format = layer.format();
      if (format != null) {
        first = first == null ? format : first;
        layer.takeChange();
        width = Math.max(width, layer.right());
        height = Math.max(height, layer.bottom());
        rate = rate.compareTo(format.framerate()) < 0 ? format.framerate() : rate;
      }
    }
    if (first == null) {
      throw new IllegalStateException("no format yet: configure comes before the first frame");
    }
    return new VideoFormat(
        first.format(),
        (int) Math.min(width, Picture.MAX_SIDE),
        (int) Math.min(height, Picture.MAX_SIDE),
        rate,
        first.colorimetry(),
        first.chromaSite());
  }

  /** Time 0 of the output is where the segment begins: after a seek, its position. */
  @OnEvent
  boolean segment(Event.Segment segment) {
    if (!begun) {
      segmentStart = segment.start();
    }
    return false;
  }

  @Reset
  @Stop
  void reset() {
    for (CompositorLayer layer : layers) {
      layer.forget();
    }
    segmentStart = 0;
    begun = false;
    discontinued = false;
  }
}
