package dev.parallax.testkit.toys;

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
import dev.parallax.annotations.Timer;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Sends only the last buffer of a burst, once nothing more has come for a while. */
@Element(name = "settle", summary = "Lets a burst of buffers settle")
final class Settle {
  @Property(doc = "quiet time in ns", min = 1)
  long quiet = 10_000_000_000L;

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
  void take(@Input View in, @Output Emitter<View> out) {
    forget();
    last = in.retain();
    Context c = context;
    if (c != null) {
      c.timerAt(c.now() + quiet);
      c.info("took one");
    }
  }

  @Timer
  @Drain
  void send(Emitter<View> out) {
    View l = last;
    if (l != null) {
      out.forward(l);
    }
    forget();
  }

  @OnEvent
  boolean on(Event.Qos qos) {
    return true;
  }

  @Reset
  @Stop
  void forget() {
    View l = last;
    last = null;
    if (l != null) {
      l.close();
    }
  }
}
