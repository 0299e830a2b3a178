package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: selected
/** All lines of the first input, then all of the second, and so on. */
@Element(name = "inturn", summary = "Sends one stream after another")
final class InTurn {
  @Input(name = "in_%u", presence = Presence.REQUEST)
  @EncodedCaps("text/x-line")
  InputPorts<Packet> in;

  @Transform(sync = Sync.SELECTED)
  @Same("*")
  void pass(InputPort<Packet> from, Packet line, @Output Emitter<Packet> out) {
    out.forward(line);
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Eos eos) {
    take(from.index() + 1);
    return false;
  }

  @Start
  @Reset // after a flush, ports begin without hold
  void start() {
    take(0);
  }

  private void take(int turn) {
    for (int i = 0; i < in.count(); i++) {
      in.get(i).hold(i > turn); // what comes there waits, and its sender with it
    }
  }
}
// end snippet
