package dev.parallax.elements.std.util;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Tells the times of every buffer, and warns of those that go back, leave a gap or overlap. All
 * times are nanoseconds.
 */
@Element(
    name = "timestampdebug",
    summary = "Tells and checks times of buffers",
    klass = "Testing",
    example = "audiotestsrc num-buffers=3 ! timestampdebug ! fakesink")
final class TimestampDebug {
  @Property(doc = "post only what is odd", live = true)
  boolean silent;

  @Property(
      doc = "largest gap or overlap between two buffers that is not odd, in nanoseconds",
      min = 0)
  long tolerance = 1_000_000;

  private @Nullable Context context;
  private TimestampCheck check = new TimestampCheck(0);
  private long number;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @OnEvent
  boolean on(Event.Segment segment) {
    Context c = context;
    if (!silent && c != null) {
      c.info("segment start=" + segment.start() + " base=" + segment.base());
    }
    check = new TimestampCheck(tolerance);
    return false;
  }

  @Transform
  @Same("*")
  void look(@InOut(readOnly = true, volatileOk = true) View in) {
    Context c = context;
    if (c == null) {
      return;
    }
    if (!silent) {
      c.info(describe(c, in));
    }
    boolean discont = (in.flags() & Buffer.DISCONT) != 0;
    String odd = check.next(in.pts(), in.dts(), in.duration(), discont);
    if (odd != null) {
      c.warn(odd + " buffer=" + number + " pts=" + text(in.pts()) + " dts=" + text(in.dts()));
    }
    number++;
  }

  private String describe(Context c, View in) {
    long due = c.runningTime(in.pts());
    return "buffer="
        + number
        + " pts="
        + text(in.pts())
        + " dts="
        + text(in.dts())
        + " duration="
        + text(in.duration())
        + " bytes="
        + in.size()
        + " flags="
        + in.flags()
        + " early="
        + (due == Buffer.NO_TIME ? "none" : Long.toString(due - c.runningTime()));
  }

  private static String text(long time) {
    return time == Buffer.NO_TIME ? "none" : Long.toString(time);
  }

  @Reset
  void reset() {
    check = new TimestampCheck(tolerance);
    number = 0;
  }
}
