package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class OrderedWithoutBuffer {
  @Input(name = "in_%u", presence = Presence.REQUEST)
  InputPorts<Bytes> inputs;

  @Transform(sync = Sync.ORDERED)
  void run(@Output Emitter<Bytes> out) {}
}
