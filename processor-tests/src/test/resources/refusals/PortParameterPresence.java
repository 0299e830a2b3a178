package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortParameterPresence {
  @Transform
  void run(@Input Bytes in, @Output(name = "out_%u", presence = Presence.REQUEST) Emitter<Bytes> out) {}
}
