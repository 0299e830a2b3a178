package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Gives buffers new presentation times, without touching their bytes. */
@Element(
    name = "timestamper",
    summary = "Gives buffers new times",
    klass = "Filter",
    example = "fakesrc num-buffers=10 ! timestamper framerate=25/1 ! fakesink silent=false")
@RtSafe
final class Timestamper {
  private static final long SECOND = 1_000_000_000L;

  @Property(doc = "where the times come from")
  TimestamperMode mode = TimestamperMode.RATE;

  @Property(doc = "buffers per second for mode=rate, as a whole number or a fraction", def = "30/1")
  String framerate = "30/1";

  @Property(doc = "added to every time, in ns; what would begin before 0 is dropped", live = true)
  long offset;

  private @Nullable Context context;
  private long numerator = 30;
  private long denominator = 1;
  private long number;

  @Start
  void start(Context started) {
    context = started;
    String[] parts = framerate.split("/", -1);
    try {
      numerator = Integer.parseInt(parts[0].strip());
      denominator = parts.length == 1 ? 1 : Integer.parseInt(parts[1].strip());
    } catch (NumberFormatException e) {
      numerator = 0;
    }
    if (parts.length > 2
        || numerator <= 0
        || denominator <= 0
        || numerator * denominator > Long.MAX_VALUE / SECOND) {
      throw new IllegalArgumentException(
          "framerate is no positive fraction, or has too many digits framerate="
              + framerate
              + "; write it as 30000/1001");
    }
    reset();
  }

  @Transform
  @Same("*")
  void stamp(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Context c = context;
    long pts = in.pts();
    long duration = in.duration();
    long dts = in.dts();
    switch (mode) {
      case RATE -> {
        pts = time(number);
        duration = time(number + 1) - pts;
        dts = Buffer.NO_TIME;
        number++;
      }
      case CLOCK -> {
        pts = c == null ? 0 : c.runningTime();
        dts = Buffer.NO_TIME;
      }
      case OFFSET -> dts = dts == Buffer.NO_TIME ? dts : dts + offset;
    }
    if (pts != Buffer.NO_TIME) {
      pts += offset;
      if (pts < 0) {
        if (c != null) {
          c.countDropped(1);
        }
        return;
      }
    }
    View same = out.share(in);
    same.pts(pts);
    same.dts(dts);
    same.duration(duration);
    out.send(same);
  }

  /** When a buffer begins at the rate: exact, without an overflow in the first 292 years. */
  private long time(long n) {
    long whole = n / numerator * denominator; // seconds
    return whole * SECOND + n % numerator * denominator * SECOND / numerator;
  }

  @Reset
  void reset() {
    number = 0;
  }
}
