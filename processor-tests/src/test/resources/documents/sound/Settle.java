package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: timer
/** Sends only the last buffer of a burst, once nothing more has come for a while. */
@Element(name = "settle", summary = "Lets a burst of buffers settle")
final class Settle {
  @Property(doc = "quiet time in ns", min = 1)
  long quiet = 10_000_000_000L;

  private Context context;
  private View last;

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
    if (last != null) {
      context.countDropped(1);
    }
    forget();
    last = in.retain();
    context.timerAt(context.now() + quiet); // in place of the time before
  }

  @Timer // on this element's thread, between two of its calls, whether there is input or not
  @Drain
  void send(Emitter<View> out) {
    if (last != null) {
      out.forward(last);
    }
    forget();
  }

  @Reset
  @Stop
  void forget() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}
// end snippet
