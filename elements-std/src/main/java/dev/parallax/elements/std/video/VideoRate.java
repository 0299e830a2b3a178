package dev.parallax.elements.std.video;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Repeats and drops frames, so that there is one at each time of the frame rate negotiated behind
 * it: the one nearest to that time. Nothing is copied. A frame rate of 0/1 lets everything pass.
 */
@Element(
    name = "videorate",
    summary = "Repeats and drops frames for another frame rate",
    klass = "Filter/Effect/Video",
    example = "videotestsrc num-buffers=30 ! videorate ! video/x-raw,framerate=10/1 ! fakesink")
final class VideoRate {
  @Property(doc = "only drop frames; those that stay keep their times")
  boolean dropOnly;

  @Property(doc = "begin with the first frame's time, instead of filling up from 0")
  boolean skipToFirst;

  @Property(
      doc = "frames per second that may pass; a lower one than that of the caps implies drop-only",
      min = 1)
  int maxRate = Integer.MAX_VALUE;

  @Property(
      doc = "do not repeat a frame for longer than this, in ns; 0: as long as it takes",
      min = 0)
  long maxDuplicationTime;

  @Property(doc = "speed: times of the input are divided by it", min = 0.0001, max = 10_000)
  double rate = 1;

  private final FrameClock clock = new FrameClock();
  private @Nullable Context context;
  private Fraction target = Fraction.ZERO;
  private boolean onlyDrop;
  private @Nullable VideoFrame previous;
  private long previousTime;
  private long previousDuration;
  private boolean previousSent;
  private boolean begun;

  /** Whether a pause has come in the midst of what the frame that comes again has to be sent. */
  private boolean midway;

  private long segmentStart;
  private volatile long in;
  private volatile long out;
  private volatile long duplicate;
  private volatile long drop;

  @Start
  void start(Context started) {
    context = started;
    midway = false;
    in = 0;
    out = 0;
    duplicate = 0;
    drop = 0;
    begun = false;
    segmentStart = 0;
  }

  @Configure
  void configure(@Output VideoFormat to, Setup setup) {
    target = to.framerate();
    boolean slower = (long) maxRate * target.den() < target.num();
    if (slower) {
      target = new Fraction(maxRate, 1);
    }
    onlyDrop = dropOnly || slower;
    setup.holds(1);
    if (begun && target.num() > 0) {
      clock.start(target, clock.next());
    }
  }

  @OnEvent
  boolean on(Event.Segment segment) {
    segmentStart = segment.start();
    begun = false;
    return false;
  }

  @Transform
  Flow adapt(
      @Input @VideoCaps VideoFrame frame,
      @Output @VideoCaps @Same({"format", "width", "height"}) Emitter<VideoFrame> to) {
    if (!midway) {
      in++;
    }
    midway = false;
    if (target.num() == 0 || frame.pts() == Buffer.NO_TIME) {
      out++;
      return to.forward(frame);
    }
    long time = rate == 1 ? frame.pts() : (long) (frame.pts() / rate);
    return onlyDrop ? thin(frame, time, to) : fill(frame, time, to);
  }

  /** Lets a frame pass when its time has come. */
  private Flow thin(VideoFrame frame, long time, Emitter<VideoFrame> to) {
    if (!begun) {
      clock.start(target, time);
      begun = true;
    }
    // Times may be cut to a microsecond or so on their way; a frame must not be lost for that.
    long tolerance = clock.duration() / 16;
    if (time < clock.next() - tolerance) {
      drop++;
      return Flow.OK;
    }
    clock.advance();
    if (time > clock.next()) {
      clock.start(target, time);
      clock.advance();
    }
    out++;
    return to.forward(frame, 0, frame.size(), time, scaled(frame.duration()));
  }

  private long scaled(long duration) {
    return rate == 1 || duration == Buffer.NO_TIME ? duration : (long) (duration / rate);
  }

  /** Sends the frame before as long as it is nearer to the next times than this one. */
  private Flow fill(VideoFrame frame, long time, Emitter<VideoFrame> to) {
    if (!begun) {
      clock.start(target, skipToFirst ? time : Math.min((long) (segmentStart / rate), time));
      begun = true;
    }
    if (previous == null) {
      keep(frame, time);
      return Flow.OK;
    }
    if (time < previousTime) {
      drop++;
      return Flow.OK;
    }
    Flow flow = Flow.OK;
    if (maxDuplicationTime > 0 && time - previousTime > maxDuplicationTime) {
      flow = sendOnce(to);
      clock.start(target, Math.max(time, clock.next()));
    }
    while (flow == Flow.OK
        && time > previousTime
        && Math.abs(previousTime - clock.next()) <= Math.abs(time - clock.next())) {
      Context c = context();
      if (c.interrupted()) { // a gap may be long
        midway = true;
        return c.againAt(c.now());
      }
      flow = send(to);
    }
    forget();
    keep(frame, time);
    return flow;
  }

  private void keep(VideoFrame frame, long time) {
    previous = frame.retain();
    previousTime = time;
    previousDuration = scaled(frame.duration());
    previousSent = false;
  }

  private Flow sendOnce(Emitter<VideoFrame> to) {
    return previousSent || previous == null ? Flow.OK : send(to);
  }

  private Flow send(Emitter<VideoFrame> to) {
    VideoFrame frame = previous;
    if (frame == null) {
      return Flow.OK;
    }
    long pts = clock.next();
    long duration = clock.duration();
    clock.advance();
    out++;
    if (previousSent) {
      duplicate++;
    }
    previousSent = true;
    return to.forward(frame, 0, frame.size(), pts, duration);
  }

  /** Gives the frame back; one that was never sent is dropped. */
  private void forget() {
    VideoFrame frame = previous;
    if (frame != null) {
      frame.close();
      previous = null;
      if (!previousSent) {
        drop++;
      }
    }
  }

  /** The last frame lasts as long as it says. */
  @Drain
  void drain(Emitter<VideoFrame> to) {
    if (previous == null) {
      return;
    }
    // One whose end is not known lasts until half of a period after it.
    boolean known = previousDuration != Buffer.NO_TIME;
    long end = previousTime + (known ? previousDuration : clock.duration() / 2);
    Flow flow = clock.next() < end ? sendOnce(to) : Flow.OK;
    Context c = context();
    while (flow == Flow.OK
        && clock.next() + clock.duration() / 2 < end
        && (!c.interrupted() || c.await(c.againAt(c.now())))) {
      flow = send(to);
    }
    forget();
  }

  @Reset
  @Stop
  void reset() {
    VideoFrame frame = previous;
    previous = null;
    if (frame != null) {
      frame.close();
    }
    begun = false;
    midway = false;
  }

  private Context context() {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("videorate was not started");
    }
    return c;
  }

  /** Frames that came in so far. */
  @Action
  long in() {
    return in;
  }

  /** Frames sent so far. */
  @Action
  long out() {
    return out;
  }

  /** Frames sent again so far. */
  @Action
  long duplicate() {
    return duplicate;
  }

  /** Frames dropped so far. */
  @Action
  long drop() {
    return drop;
  }
}
