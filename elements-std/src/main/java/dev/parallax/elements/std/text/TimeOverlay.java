package dev.parallax.elements.std.text;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.VideoFrame;

/**
 * Writes the time of each frame into it, behind {@link TextProperties#text} if there is one. Times
 * are {@code H:MM:SS.mmm}, or dashes for a frame without one. Time codes are counted from stream
 * time 0 at the frame rate of the caps as SMPTE ST 12-1 has it, with drop frames at 30000/1001 and
 * 60000/1001 frames a second.
 */
@Element(
    name = "timeoverlay",
    summary = "Writes the time of each frame into video",
    klass = "Filter/Editor/Video",
    example = "videotestsrc num-buffers=30 ! timeoverlay time-mode=time-code ! fakesink")
final class TimeOverlay extends TextProperties {
  @Property(doc = "time to show", live = true)
  TimeOverlayMode timeMode = TimeOverlayMode.BUFFER_TIME;

  private final StringBuilder shown = new StringBuilder(64);
  private Event.Segment segment = Event.Segment.START;
  private long first = Buffer.NO_TIME;

  TimeOverlay() {
    super(TimeLabel.FONT);
    halignment = TextHAlign.LEFT;
    valignment = TextVAlign.TOP;
  }

  @Start
  void start() {
    segment = Event.Segment.START;
    first = Buffer.NO_TIME;
  }

  @Reset
  void reset() {
    first = Buffer.NO_TIME;
  }

  @OnEvent
  boolean on(Event.Segment begun) {
    segment = begun;
    return false;
  }

  @Transform
  void draw(
      @InOut
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          VideoFrame frame) {
    long pts = frame.pts();
    long running = running(pts);
    if (first == Buffer.NO_TIME) {
      first = running;
    }
    shown.setLength(0);
    if (!text.isEmpty()) {
      shown.append(text).append(' ');
    }
    switch (timeMode) {
      case BUFFER_TIME, STREAM_TIME -> TimeText.time(shown, pts);
      case RUNNING_TIME -> TimeText.time(shown, running);
      case ELAPSED_RUNNING_TIME ->
          TimeText.time(shown, running == Buffer.NO_TIME ? running : running - first);
      case TIME_CODE -> TimeText.timeCode(shown, pts, frame.format().framerate());
    }
    paint(frame, shown);
  }

  private long running(long pts) {
    if (pts == Buffer.NO_TIME) {
      return pts;
    }
    long since = pts - segment.start();
    return segment.base() + (segment.rate() == 1 ? since : (long) (since / segment.rate()));
  }
}
