package dev.parallax.elements.std.util;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.View;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells now and then how far the stream has come: a {@link Progress} on the bus, and a line of text
 * in the form of GStreamer's element.
 */
@Element(
    name = "progressreport",
    summary = "Tells how far a stream has come",
    klass = "Testing",
    posts = Progress.class,
    example = "audiotestsrc num-buffers=50 ! progressreport update-freq=1 ! fakesink")
@RtSafe
final class ProgressReport {
  private static final long SECOND_NS = 1_000_000_000;

  @Property(
      doc = "seconds of running time between two reports",
      min = 1,
      max = 1 << 20,
      live = true)
  int updateFreq = 5;

  @Property(doc = "post no text, only the message for the application", live = true)
  boolean silent;

  private @Nullable Context context;
  private long next;
  private long buffers;
  private long bytes;
  private long position = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Transform
  @Same("*")
  void look(@InOut(readOnly = true, volatileOk = true) View in) {
    buffers++;
    bytes += in.size();
    if (in.pts() != Buffer.NO_TIME) {
      position = in.pts() + Math.max(0, in.duration());
    }
    Context c = context;
    if (c == null) {
      return;
    }
    long now = c.runningTime();
    if (now >= next) {
      // A stream that stood still gets one report, not all those that it has missed.
      next = now + updateFreq * SECOND_NS;
      report(c, now, false);
    }
  }

  @RtTrusted(reason = "once in update-freq seconds")
  private void report(Context c, long now, boolean ended) {
    c.post(new Progress(now, position, buffers, bytes, ended));
    if (!silent) {
      c.info(text(c.name(), now));
    }
  }

  private String text(String name, long now) {
    long s = now / SECOND_NS;
    String progress =
        position == Buffer.NO_TIME
            ? bytes + " bytes"
            : String.format(Locale.ROOT, "%.1f seconds", position / (double) SECOND_NS);
    return String.format(
        Locale.ROOT, "%s (%02d:%02d:%02d): %s", name, s / 3600, s / 60 % 60, s % 60, progress);
  }

  @OnEvent
  boolean on(Event.Eos eos) {
    Context c = context;
    if (c != null) {
      report(c, c.runningTime(), true);
    }
    return false;
  }

  @Reset
  void reset() {
    next = updateFreq * SECOND_NS;
    buffers = 0;
    bytes = 0;
    position = Buffer.NO_TIME;
  }
}
