package dev.parallax.elements.std.timing;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Timer;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the last buffer of a burst, once nothing has come for an interval; the others of the
 * burst are dropped and counted. The end of the stream ends a burst at once.
 */
@Element(
    name = "debounce",
    summary = "Passes on the last buffer of a burst",
    klass = "Filter",
    example = "testsrc num-buffers=20 ! debounce interval=10000000 ! testsink allow-loss=true")
final class Debounce {
  @Property(
      doc = "nanoseconds of silence that end a burst; 0: every buffer passes",
      min = 0,
      max = 3_600_000_000_000L,
      live = true)
  long interval = 100_000_000;

  private @Nullable Context context;
  private @Nullable View last;

  @Start
  void start(Context started) {
    context = started;
  }

  @Configure
  void configure(Setup setup) {
    setup.holds(1);
  }

  @Transform
  @Same("*")
  void take(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("debounce was not started");
    }
    if (last != null) {
      c.countDropped(1);
    }
    forget();
    if (interval == 0) {
      out.forward(in);
      return;
    }
    last = in.retain();
    c.timerAt(c.now() + interval);
  }

  @Timer
  void quiet(Emitter<View> out) {
    drain(out);
  }

  @Drain
  void drain(Emitter<View> out) {
    View kept = last;
    if (kept != null) {
      last = null;
      try (kept) {
        out.forward(kept);
      }
    }
  }

  @Reset
  @Stop
  void forget() {
    View kept = last;
    last = null;
    if (kept != null) {
      kept.close();
    }
  }
}
