package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortFinal {
  @Output
  final OutputPort<Bytes> port = null;

  @Produce
  void run() {}
}
