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
import org.jspecify.annotations.Nullable;

/**
 * Writes the time of each frame into it, behind {@link TextProperties#text} if there is one. Times
 * are {@code H:MM:SS.mmm}, or dashes for a frame without one. Time codes are counted from stream
 * time 0 at the frame rate of the caps as SMPTE ST 12-1 has it, with drop frames at 30000/1001 and
 * 60000/1001 frames a second. Or times are dates, counted from a given one.
 */
@Element(
    name = "timeoverlay",
    summary = "Writes the time of each frame into video",
    klass = "Filter/Editor/Video",
    example = "videotestsrc num-buffers=30 ! timeoverlay time-mode=time-code ! fakesink")
final class TimeOverlay extends TextProperties {
  @Property(doc = "time to show", live = true)
  TimeOverlayMode timeMode = TimeOverlayMode.BUFFER_TIME;

  @Property(
      doc =
          "write times as dates, counted from datetime-epoch; time codes and frames without a time"
              + " are written as ever",
      live = true)
  boolean showTimesAsDates;

  @Property(
      doc =
          "date that time 0 is, as ISO 8601 has it, with an offset from UTC if wanted: only what"
              + " the clock on the wall shows there counts (GStreamer: an object)")
  String datetimeEpoch = "1900-01-01T00:00:00Z";

  @Property(
      doc =
          "format of dates as strftime has it: %F %T %D %R, or single parts: Y y m d e j H I M S p"
              + " f (microseconds) a b %")
  String datetimeFormat = "%F %T";

  private final StringBuilder shown = new StringBuilder(64);
  private Event.Segment segment = Event.Segment.START;
  private long first = Buffer.NO_TIME;
  private @Nullable DateText dates;

  TimeOverlay() {
    super(TimeLabel.FONT);
    halignment = TextHAlign.LEFT;
    valignment = TextVAlign.TOP;
  }

  @Start
  void start() {
    dates = new DateText(datetimeEpoch, datetimeFormat);
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
      case BUFFER_TIME, STREAM_TIME -> time(pts);
      case RUNNING_TIME -> time(running);
      case ELAPSED_RUNNING_TIME -> time(running == Buffer.NO_TIME ? running : running - first);
      case TIME_CODE -> TimeText.timeCode(shown, pts, frame.format().framerate());
    }
    paint(frame, shown);
  }

  private void time(long ns) {
    DateText d = dates;
    if (showTimesAsDates && d != null && ns != Buffer.NO_TIME) {
      d.append(shown, ns);
    } else {
      TimeText.time(shown, ns);
    }
  }

  private long running(long pts) {
    if (pts == Buffer.NO_TIME) {
      return pts;
    }
    long since = pts - segment.start();
    return segment.base() + (segment.rate() == 1 ? since : (long) (since / segment.rate()));
  }
}
