package dev.parallax.elements.std.timing;

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

/**
 * Passes on a buffer, then drops and counts what comes within an interval after it. To slow a
 * stream down without a loss there is {@code ratelimiter}.
 */
@Element(
    name = "throttle",
    summary = "Passes on one buffer in an interval",
    klass = "Filter",
    example =
        "testsrc num-buffers=50 interval=10000000 ! throttle interval=100000000"
            + " use-timestamps=true ! fakesink")
@RtSafe
final class Throttle {
  @Property(
      doc = "nanoseconds between two buffers that pass; 0: all pass",
      min = 0,
      max = 3_600_000_000_000L,
      live = true)
  long interval = 100_000_000;

  @Property(doc = "measure by the buffers' times, where they have one, instead of when they come")
  boolean useTimestamps;

  private @Nullable Context context;
  private long passed = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Transform
  @Same("*")
  void pass(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("throttle was not started");
    }
    long time =
        useTimestamps && in.pts() != Buffer.NO_TIME ? c.runningTime(in.pts()) : c.runningTime();
    // A time that goes back is another stream's: it passes.
    boolean soon = passed != Buffer.NO_TIME && time >= passed && time - passed < interval;
    if (soon) {
      c.countDropped(1);
    } else {
      passed = time;
      out.forward(in);
    }
  }

  @Reset
  void reset() {
    passed = Buffer.NO_TIME;
  }
}
