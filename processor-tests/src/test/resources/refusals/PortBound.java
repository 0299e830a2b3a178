package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortBound {
  @Consume
  void run(@Input(bound = 0) Bytes in) {}
}
