package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;
import java.util.ArrayDeque;

// snippet: holds
/** Sends every buffer on two buffers late, without copying it. */
@Element(name = "echo", summary = "Delays buffers by two")
final class Echo {
  private static final int DELAY = 2;
  private final ArrayDeque<View> kept = new ArrayDeque<>();

  @Configure
  void configure(Setup setup) {
    setup.holds(DELAY); // the pool upstream gets two slots more
  }

  @Transform
  @Same("*")
  void delay(@Input View in, @Output Emitter<View> out) {
    kept.add(in.retain());
    if (kept.size() > DELAY) {
      sendFirst(out);
    }
  }

  private void sendFirst(Emitter<View> out) {
    try (View first = kept.remove()) { // close() gives the retained view back
      out.forward(first);
    }
  }

  @Drain
  void drain(Emitter<View> out) {
    while (!kept.isEmpty()) {
      sendFirst(out);
    }
  }

  @Reset
  @Stop
  void forget() {
    kept.forEach(View::close);
    kept.clear();
  }
}
// end snippet
