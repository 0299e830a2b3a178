package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortSettingsConstructor {
  @Input(name = "in_%u", presence = Presence.REQUEST, settings = Pad.class) InputPorts<Bytes> in;

  static final class Pad { @Property(doc = "x") int x; Pad(int y) {} }

  @Consume
  void run(InputPort<Bytes> from, Bytes buffer) {}
}
