package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortSettingsRequired {
  @Input(name = "in_%u", presence = Presence.REQUEST, settings = Pad.class) InputPorts<Bytes> in;

  static final class Pad { @Property(doc = "x", required = true) int x; }

  @Consume
  void run(InputPort<Bytes> from, Bytes buffer) {}
}
