package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortSometimesInput {
  @Input(name = "in_%u", presence = Presence.SOMETIMES)
  InputPorts<Bytes> inputs;

  @Consume
  void run(InputPort<Bytes> from, Bytes buffer) {}
}
